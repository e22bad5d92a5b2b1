using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Infrastructure.Messaging;
using Platform.Organisation.Data;

namespace Platform.Organisation.Features.Posts;

/// <summary>One page of the posts of the scope with their holders on a day. Eight statements.</summary>
/// <param name="Text">Part of the name of the post.</param>
/// <param name="Day">Null: today.</param>
/// <param name="Vacant">True: only posts with fewer holders than seats.</param>
[Requires(OrganisationPermissions.View)]
[Endpoint(Verb.Get, "organisation/posts", "查询岗位及某日的任职人员、空缺")]
[Clauses("P3-OFFICEDUTY-02a", "P4-DIRECTOR-01", "P3-COMMPOST-00", "P3-DISTRIBUTION-02", "P3-SCHOOLDUTY-02")]
internal sealed record ListPosts(
    PageRequest Page, string? Text = null, string? Kind = null, Guid? BodyId = null, DateOnly? Day = null, bool? Vacant = null, int? SiteId = null) : IQuery<Page<PostRow>>;

internal sealed record PostRow(
    Guid Id, int SiteId, string SiteName, string BodyName, string VillageName, string Kind, string Name, string Duties, int Seats, IReadOnlyList<Holder> Holders, Guid Version)
{
    public int Free => Math.Max(Seats - Holders.Count, 0);

    public string HolderText => string.Join("、", Holders.Select(h => h.Text));
}

/// <param name="ActedBy">Who stands in on the day; empty: nobody.</param>
internal sealed record Holder(Guid StaffId, string Name, DateOnly From, DateOnly To, bool IsMain, string ActedBy)
{
    public string Text => Name + (IsMain ? "" : "（兼）") + (ActedBy.Length > 0 ? $"（由{ActedBy}代理）" : "");
}

internal sealed class ListPostsHandler(OrganisationDbContext db, OrganisationBook book, Operation operation) : IRequestHandler<ListPosts, Page<PostRow>>
{
    public async Task<Page<PostRow>> Handle(ListPosts request, CancellationToken cancellationToken)
    {
        var day = request.Day ?? operation.Today;
        var posts = Filter(request, day);
        var total = await posts.CountAsync(cancellationToken);
        var rows = await Sort(posts, request.Page.Sort).Skip(request.Page.Skip).Take(request.Page.Take)
            .Select(p => new { Post = p, VillageId = db.Set<Body>().Where(b => b.Id == p.BodyId).Select(b => b.VillageId).First() }).ToListAsync(cancellationToken);
        var ids = rows.ConvertAll(r => r.Post.Id);
        var held = await db.Set<Assignment>().AsNoTracking().Where(a => ids.Contains(a.PostId) && !a.Void && a.From <= day && a.To >= day)
            .OrderByDescending(a => a.IsMain).ThenBy(a => a.From).ThenBy(a => a.Id).ToListAsync(cancellationToken);
        var holders = held.ConvertAll(a => a.StaffId);
        var acting = await db.Set<StandIn>().AsNoTracking().Where(s => holders.Contains(s.AbsentStaffId) && s.From <= day && s.To >= day).ToListAsync(cancellationToken);
        var people = await book.PeopleAsync(holders.Concat(acting.Select(s => s.StandInStaffId)), cancellationToken);
        var names = await book.BodiesAsync(rows.Select(r => r.Post.BodyId), day, cancellationToken);
        var sites = await book.SitesAsync(rows.Select(r => r.Post.SiteId), cancellationToken);
        var villages = await book.VillagesAsync(rows.Where(r => r.VillageId != Guid.Empty).Select(r => r.Post.SiteId), cancellationToken);

        Holder Shown(Assignment a)
        {
            var standIn = acting.Find(s => s.AbsentStaffId == a.StaffId && (s.PostId == Guid.Empty || s.PostId == a.PostId));
            return new Holder(
                a.StaffId, people.GetValueOrDefault(a.StaffId)?.Name ?? "", a.From, a.To, a.IsMain, standIn is null ? "" : people.GetValueOrDefault(standIn.StandInStaffId)?.Name ?? "");
        }

        return new Page<PostRow>(
            [
                .. rows.Select(r => new PostRow(
                    r.Post.Id, r.Post.SiteId, sites.GetValueOrDefault(r.Post.SiteId, ""), names[r.Post.BodyId].Name, villages.GetValueOrDefault(r.VillageId)?.Name ?? "",
                    r.Post.Kind, r.Post.Name, r.Post.Duties, r.Post.Seats, [.. held.Where(a => a.PostId == r.Post.Id).Select(Shown)], r.Post.Version)),
            ],
            total);
    }

    private IQueryable<Post> Filter(ListPosts request, DateOnly day)
    {
        var posts = db.Set<Post>().AsNoTracking().Where(p => p.From <= day && p.To >= day);
        if (request.SiteId is { } site)
        {
            posts = posts.Where(p => p.SiteId == site);
        }

        if (request.Text?.Trim() is { Length: > 0 } text)
        {
            posts = posts.Where(p => p.Name.Contains(text));
        }

        if (request.Kind is { Length: > 0 } kind)
        {
            posts = posts.Where(p => p.Kind == kind);
        }

        if (request.BodyId is { } body)
        {
            posts = posts.Where(p => p.BodyId == body);
        }

        return request.Vacant is true
            ? posts.Where(p => p.Seats > db.Set<Assignment>().Count(a => a.PostId == p.Id && !a.Void && a.From <= day && a.To >= day))
            : posts;
    }

    private IQueryable<Post> Sort(IQueryable<Post> posts, string? sort) => sort switch
    {
        "Name" => posts.OrderBy(p => p.Name).ThenBy(p => p.Id),
        "-Name" => posts.OrderByDescending(p => p.Name).ThenBy(p => p.Id),
        _ => posts.OrderBy(p => p.SiteId).ThenBy(p => db.Set<Body>().Any(b => b.Id == p.BodyId && b.VillageId != Guid.Empty)).ThenBy(p => p.BodyId).ThenBy(p => p.Id),
    };
}

internal sealed class GetPostHoldersHandler(OrganisationDbContext db) : IRequestHandler<GetPostHolders, IReadOnlyList<PostHolderRow>>
{
    public async Task<IReadOnlyList<PostHolderRow>> Handle(GetPostHolders request, CancellationToken cancellationToken) =>
        await (from a in db.Set<Assignment>().AsNoTracking()
               where request.SiteIds.Contains(a.SiteId) && !a.Void && a.From <= request.Day && a.To >= request.Day
               join post in db.Set<Post>() on a.PostId equals post.Id
               where request.PostKind == null || post.Kind == request.PostKind
               join body in db.Set<Body>() on post.BodyId equals body.Id
               orderby a.SiteId, a.From, a.Id
               select new PostHolderRow(post.Id, a.SiteId, post.Kind, post.Name, body.VillageId, a.StaffId, a.From, a.To, body.Kind)).ToListAsync(cancellationToken);
}

internal sealed class GetPostTermsHandler(OrganisationDbContext db) : IRequestHandler<GetPostTerms, IReadOnlyList<PostHolderRow>>
{
    public async Task<IReadOnlyList<PostHolderRow>> Handle(GetPostTerms request, CancellationToken cancellationToken)
    {
        var every = request.PostKinds.Count == 0;
        return await (from a in db.Set<Assignment>().AsNoTracking()
                      where request.SiteIds.Contains(a.SiteId) && !a.Void && a.To >= request.EndedFrom && a.To >= a.From
                      join post in db.Set<Post>() on a.PostId equals post.Id
                      where every || request.PostKinds.Contains(post.Kind)
                      join body in db.Set<Body>() on post.BodyId equals body.Id
                      orderby a.SiteId, a.From, a.Id
                      select new PostHolderRow(post.Id, a.SiteId, post.Kind, post.Name, body.VillageId, a.StaffId, a.From, a.To, body.Kind)).ToListAsync(cancellationToken);
    }
}
