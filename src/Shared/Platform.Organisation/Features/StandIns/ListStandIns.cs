using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Organisation.Data;
using Platform.Organisation.Domain;

namespace Platform.Organisation.Features.StandIns;

/// <summary>One page of the stand-ins of the scope, the latest first. Five statements.</summary>
[Requires(OrganisationPermissions.View)]
[Endpoint(Verb.Get, "organisation/stand-ins", "查询代理")]
internal sealed record ListStandIns(PageRequest Page, StandInState? State = null, Guid? StaffId = null, int? SiteId = null) : IQuery<Page<StandInRow>>;

internal sealed record StandInRow(
    Guid Id, int SiteId, string SiteName, Guid AbsentStaffId, string AbsentName, Guid StandInStaffId, string StandInName, string PostName, DateOnly From, DateOnly To, DateOnly PlannedTo,
    string Reason, string EndReason, string RecordedBy, StandInState State, Guid Version)
{
    public string Span => State == StandInState.TakenBack ? Days.Span(From, PlannedTo) : Days.Span(From, To);

    public string Scope => PostName.Length == 0 ? "全部工作" : PostName;

    public string Notes => EndReason.Length == 0 ? Reason : $"{Reason}；提前结束（原定至 {Days.Text(PlannedTo)}）：{EndReason}";
}

internal sealed class ListStandInsHandler(OrganisationDbContext db, OrganisationBook book, Operation operation) : IRequestHandler<ListStandIns, Page<StandInRow>>
{
    public async Task<Page<StandInRow>> Handle(ListStandIns request, CancellationToken cancellationToken)
    {
        var today = operation.Today;
        var query = db.Set<StandIn>().AsNoTracking();
        if (request.SiteId is { } site)
        {
            query = query.Where(s => s.SiteId == site);
        }

        if (request.StaffId is { } person)
        {
            query = query.Where(s => s.AbsentStaffId == person || s.StandInStaffId == person);
        }

        query = request.State switch
        {
            StandInState.Coming => query.Where(s => s.From > today && s.To >= s.From),
            StandInState.Running => query.Where(s => s.From <= today && s.To >= today),
            StandInState.Over => query.Where(s => s.To < today && s.To >= s.From),
            StandInState.TakenBack => query.Where(s => s.To < s.From),
            _ => query,
        };
        var total = await query.CountAsync(cancellationToken);
        query = request.Page.Sort == "From" ? query.OrderBy(s => s.From).ThenBy(s => s.Id) : query.OrderByDescending(s => s.From).ThenBy(s => s.Id);
        var rows = await query.Skip(request.Page.Skip).Take(request.Page.Take)
            .Select(s => new { Row = s, Post = db.Set<Post>().Where(p => p.Id == s.PostId).Select(p => p.Name).FirstOrDefault() }).ToListAsync(cancellationToken);
        var people = await book.PeopleAsync(rows.SelectMany(r => new[] { r.Row.AbsentStaffId, r.Row.StandInStaffId }), cancellationToken);
        var sites = await book.SitesAsync(rows.Select(r => r.Row.SiteId), cancellationToken);
        return new Page<StandInRow>(
            [
                .. rows.Select(r => new StandInRow(
                    r.Row.Id, r.Row.SiteId, sites.GetValueOrDefault(r.Row.SiteId, ""), r.Row.AbsentStaffId, people.GetValueOrDefault(r.Row.AbsentStaffId)?.Name ?? "",
                    r.Row.StandInStaffId, people.GetValueOrDefault(r.Row.StandInStaffId)?.Name ?? "", r.Post ?? "", r.Row.From, r.Row.To, r.Row.PlannedTo,
                    r.Row.Reason, r.Row.EndReason, r.Row.RecordedBy, StandInRules.StateOn(r.Row, today), r.Row.Version)),
            ],
            total);
    }
}

/// <summary>The posts somebody holds today or will hold, to limit a stand-in to one of them.</summary>
[Requires(OrganisationPermissions.View)]
internal sealed record GetHeldPosts(int SiteId, Guid StaffId) : IQuery<IReadOnlyList<Choice>>, ISiteRequest;

internal sealed class GetHeldPostsHandler(OrganisationDbContext db, Operation operation) : IRequestHandler<GetHeldPosts, IReadOnlyList<Choice>>
{
    public async Task<IReadOnlyList<Choice>> Handle(GetHeldPosts request, CancellationToken cancellationToken)
    {
        var today = operation.Today;
        return await (from a in db.Set<Assignment>().AsNoTracking()
                      where a.SiteId == request.SiteId && a.StaffId == request.StaffId && !a.Void && a.To >= today
                      join post in db.Set<Post>() on a.PostId equals post.Id
                      orderby a.IsMain descending, a.From
                      select new Choice(post.Id, post.Name)).ToListAsync(cancellationToken);
    }
}
