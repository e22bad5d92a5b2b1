using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Organisation.Data;
using Platform.Organisation.Domain;

namespace Platform.Organisation.Features.Notices;

/// <summary>One page of the notices of the scope, the newest first. Three statements.</summary>
/// <param name="Text">Part of the title.</param>
[Requires(OrganisationPermissions.View)]
[Endpoint(Verb.Get, "organisation/notices", "查询职责调整通知")]
[Clauses("P4-NOTICE-00")]
internal sealed record ListNotices(PageRequest Page, string? Text = null, int? Year = null, int? SiteId = null) : IQuery<Page<NoticeRow>>;

internal sealed record NoticeRow(Guid Id, int SiteId, string SiteName, string FullNumber, string Title, string Issuer, DateOnly IssuedOn, DateOnly EffectiveOn, string State);

internal sealed class ListNoticesHandler(OrganisationDbContext db, OrganisationBook book, Operation operation) : IRequestHandler<ListNotices, Page<NoticeRow>>
{
    public async Task<Page<NoticeRow>> Handle(ListNotices request, CancellationToken cancellationToken)
    {
        var query = db.Set<DutyNotice>().AsNoTracking();
        if (request.SiteId is { } site)
        {
            query = query.Where(n => n.SiteId == site);
        }

        if (request.Text?.Trim() is { Length: > 0 } text)
        {
            query = query.Where(n => n.Title.Contains(text));
        }

        if (request.Year is { } year)
        {
            query = query.Where(n => n.Year == year);
        }

        var total = await query.CountAsync(cancellationToken);
        query = request.Page.Sort switch
        {
            "IssuedOn" => query.OrderBy(n => n.IssuedOn).ThenBy(n => n.Id),
            "EffectiveOn" => query.OrderBy(n => n.EffectiveOn).ThenBy(n => n.Id),
            "-EffectiveOn" => query.OrderByDescending(n => n.EffectiveOn).ThenBy(n => n.Id),
            _ => query.OrderByDescending(n => n.IssuedOn).ThenBy(n => n.Id),
        };
        var rows = await query.Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var sites = await book.SitesAsync(rows.Select(r => r.SiteId), cancellationToken);
        return new Page<NoticeRow>(
            [
                .. rows.Select(n => new NoticeRow(
                    n.Id, n.SiteId, sites.GetValueOrDefault(n.SiteId, ""), n.FullNumber, n.Title, n.Issuer, n.IssuedOn, n.EffectiveOn,
                    n.VoidReason.Length > 0 ? "已作废" : n.EffectiveOn > operation.Today ? "未生效" : "已生效")),
            ],
            total);
    }
}

/// <summary>A notice with the changes of posts it ordered. Six statements.</summary>
[Requires(OrganisationPermissions.View)]
[Endpoint(Verb.Get, "organisation/notices/{id}", "查看职责调整通知及其调整的任职")]
[Clauses("P4-NOTICE-00")]
internal sealed record GetNotice(Guid Id) : IQuery<NoticeDetail>;

internal sealed record NoticeDetail(
    Guid Id, int SiteId, string FullNumber, string Title, string Addressee, string Text, string Issuer, DateOnly IssuedOn, DateOnly EffectiveOn, string VoidReason, Guid Version,
    IReadOnlyList<NoticeEffect> Changes);

/// <param name="Begins">False: the person leaves the post.</param>
internal sealed record NoticeEffect(Guid StaffId, string Name, string Post, bool Begins, DateOnly Day)
{
    public string Text => Begins ? $"{Name}自 {Days.Text(Day)} 起担任{Post}" : $"{Name}不再担任{Post}，最后一天 {Days.Text(Day)}";
}

internal sealed class GetNoticeHandler(OrganisationDbContext db, OrganisationBook book) : IRequestHandler<GetNotice, NoticeDetail>
{
    public async Task<NoticeDetail> Handle(GetNotice request, CancellationToken cancellationToken)
    {
        var n = await db.Set<DutyNotice>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == request.Id, cancellationToken) ?? throw Refusals.NotFound();
        var rows = await (
            from a in db.Set<Assignment>().AsNoTracking()
            where !a.Void && (a.NoticeId == n.Id || a.EndNoticeId == n.Id)
            join post in db.Set<Post>() on a.PostId equals post.Id
            orderby a.From, a.Id
            select new { Row = a, post.Name, post.BodyId }).ToListAsync(cancellationToken);
        var people = await book.PeopleAsync(rows.Select(r => r.Row.StaffId), cancellationToken);
        var bodies = await book.BodiesAsync(rows.Select(r => r.BodyId), n.EffectiveOn, cancellationToken);
        return new NoticeDetail(
            n.Id, n.SiteId, n.FullNumber, n.Title, n.Addressee, n.Text, n.Issuer, n.IssuedOn, n.EffectiveOn, n.VoidReason, n.Version,
            [
                .. rows.Where(r => r.Row.EndNoticeId == n.Id).Select(r => Effect(r.Row, r.Name, r.BodyId, begins: false)),
                .. rows.Where(r => r.Row.NoticeId == n.Id).Select(r => Effect(r.Row, r.Name, r.BodyId, begins: true)),
            ]);

        NoticeEffect Effect(Assignment a, string post, Guid body, bool begins) => new(
            a.StaffId, people.GetValueOrDefault(a.StaffId)?.Name ?? "", bodies[body].ShortName + post, begins, begins ? a.From : a.To);
    }
}

/// <summary>Who holds what today, to choose from which post somebody leaves. Three statements.</summary>
[Requires(OrganisationPermissions.Manage)]
internal sealed record GetHolders(int SiteId) : IQuery<IReadOnlyList<Choice>>, ISiteRequest;

internal sealed class GetHoldersHandler(OrganisationDbContext db, OrganisationBook book, Operation operation) : IRequestHandler<GetHolders, IReadOnlyList<Choice>>
{
    public async Task<IReadOnlyList<Choice>> Handle(GetHolders request, CancellationToken cancellationToken)
    {
        var today = operation.Today;
        var rows = await (
            from a in db.Set<Assignment>().AsNoTracking()
            where a.SiteId == request.SiteId && !a.Void && a.To >= today
            join post in db.Set<Post>() on a.PostId equals post.Id
            orderby post.BodyId, post.Id, a.From
            select new { a.Id, a.StaffId, post.Name }).ToListAsync(cancellationToken);
        var people = await book.PeopleAsync(rows.Select(r => r.StaffId), cancellationToken);
        return [.. rows.Select(r => new Choice(r.Id, $"{people.GetValueOrDefault(r.StaffId)?.Name} 不再任 {r.Name}"))];
    }
}
