using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Data;
using Platform.Organisation.Data;

namespace Platform.Organisation.Features.Grants;

/// <summary>The roles that come with the posts people hold on a day, or hold for an absent colleague. One statement, across scopes.</summary>
internal sealed class PostGrants(OperationDatabase database) : IPostGrants
{
    public async Task<ILookup<Guid, PostGrant>> GetAsync(IReadOnlyList<Guid> staffIds, DateOnly day, CancellationToken cancellationToken)
    {
        // Nobody is known yet when this is asked: the site filter would hide everything, and the operation's own context must not be made so early.
        await using var db = new OrganisationDbContext(new ModuleContext(database, null));
        database.Join(db);
        string[] filter = [ModuleDbContext.SiteFilter];
        var held = db.Set<Assignment>().IgnoreQueryFilters(filter).AsNoTracking().Where(a => !a.Void && a.From <= day && a.To >= day);
        var own = held.Where(a => staffIds.Contains(a.StaffId)).Select(a => new { a.StaffId, a.PostId });
        var stoodInFor =
            from s in db.Set<StandIn>().IgnoreQueryFilters(filter)
            where staffIds.Contains(s.StandInStaffId) && s.From <= day && s.To >= day
            join a in held on s.AbsentStaffId equals a.StaffId
            where s.PostId == Guid.Empty || s.PostId == a.PostId
            select new { StaffId = s.StandInStaffId, a.PostId };
        var rows = await (
            from h in own.Union(stoodInFor)
            join post in db.Set<Post>().IgnoreQueryFilters(filter) on h.PostId equals post.Id
            join role in db.Set<PostRole>().IgnoreQueryFilters(filter) on post.Kind equals role.PostKind
            where role.From <= day && role.To >= day && role.Lo <= post.Lo && role.Hi >= post.Hi
            select new { h.StaffId, role.Role, post.SiteId, post.Lo, post.Hi }).Distinct().ToListAsync(cancellationToken);
        return rows.Where(r => !Roles.Separated.Contains(r.Role)).OrderBy(r => r.SiteId).ThenBy(r => r.Role, StringComparer.Ordinal)
            .ToLookup(r => r.StaffId, r => new PostGrant(r.Role, new DivisionScope(r.SiteId, r.Lo, r.Hi)));
    }
}
