using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Organisation.Data;
using Platform.Organisation.Domain;

namespace Platform.Organisation.Features.Posts;

/// <summary>A post with everybody who ever held it. Six statements.</summary>
[Requires(OrganisationPermissions.View)]
[Endpoint(Verb.Get, "organisation/posts/{id}", "查看岗位及历任人员")]
internal sealed record GetPost(Guid Id) : IQuery<PostDetail>;

internal sealed record PostDetail(
    Guid Id, int SiteId, string SiteName, string BodyName, string Kind, string Name, string Duties, int Seats, DateOnly From, DateOnly To, Guid Version,
    IReadOnlyList<AssignmentRow> Assignments);

/// <param name="Paper">Number of the notice that began it; empty: none.</param>
internal sealed record AssignmentRow(
    Guid Id, Guid PostId, string PostName, string BodyName, Guid StaffId, string Name, DateOnly From, DateOnly To, bool IsMain, string Reason, string EndReason, bool Void, string Paper,
    Guid NoticeId, Guid Version)
{
    public string Span => Days.Span(From, To);
}

internal sealed class GetPostHandler(OrganisationDbContext db, OrganisationBook book, Operation operation) : IRequestHandler<GetPost, PostDetail>
{
    public async Task<PostDetail> Handle(GetPost request, CancellationToken cancellationToken)
    {
        var post = await db.Set<Post>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == request.Id, cancellationToken) ?? throw Refusals.NotFound();
        var rows = await db.Set<Assignment>().AsNoTracking().Where(a => a.PostId == post.Id).OrderByDescending(a => a.From).ThenBy(a => a.Id).ToListAsync(cancellationToken);
        var people = await book.PeopleAsync(rows.Select(r => r.StaffId), cancellationToken);
        var body = (await book.BodiesAsync([post.BodyId], operation.Today, cancellationToken))[post.BodyId];
        var sites = await book.SitesAsync([post.SiteId], cancellationToken);
        var papers = await PapersAsync(db, rows, cancellationToken);
        return new PostDetail(
            post.Id, post.SiteId, sites.GetValueOrDefault(post.SiteId, ""), body.Name, post.Kind, post.Name, post.Duties, post.Seats, post.From, post.To, post.Version,
            [.. rows.Select(a => Row(a, post.Name, body.ShortName, people.GetValueOrDefault(a.StaffId)?.Name ?? "", papers))]);
    }

    public static async Task<IReadOnlyDictionary<Guid, string>> PapersAsync(OrganisationDbContext db, IReadOnlyList<Assignment> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(r => r.NoticeId).Where(n => n != Guid.Empty).Distinct().ToList();
        return ids.Count == 0
            ? new Dictionary<Guid, string>()
            : (await db.Set<DutyNotice>().AsNoTracking().Where(n => ids.Contains(n.Id)).ToListAsync(cancellationToken)).ToDictionary(n => n.Id, n => n.FullNumber);
    }

    public static AssignmentRow Row(Assignment a, string post, string body, string name, IReadOnlyDictionary<Guid, string> papers) => new(
        a.Id, a.PostId, post, body, a.StaffId, name, a.From, a.To, a.IsMain, a.Reason, a.EndReason, a.Void, papers.GetValueOrDefault(a.NoticeId, ""), a.NoticeId, a.Version);
}
