using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Data;
using Platform.Organisation.Data;

namespace Platform.Organisation.Features.Grants;

/// <summary>The roles that come with the posts somebody holds on a day, or holds for an absent colleague. One statement, across scopes.</summary>
internal sealed class PostGrants(OperationDatabase database) : IPostGrants
{
    public async Task<IReadOnlyList<PostGrant>> GetAsync(Guid staffId, DateOnly day, CancellationToken cancellationToken)
    {
        // Nobody is known yet when this is asked: the site filter would hide everything, and the operation's own context must not be made so early.
        await using var db = new OrganisationDbContext(new ModuleContext(database, null));
        database.Join(db);
        string[] filter = [ModuleDbContext.SiteFilter];
        var standIns = db.Set<StandIn>().IgnoreQueryFilters(filter);
        var rows = await (
            from a in db.Set<Assignment>().IgnoreQueryFilters(filter).AsNoTracking()
            where !a.Void && a.From <= day && a.To >= day
                && (a.StaffId == staffId || standIns.Any(s =>
                    s.StandInStaffId == staffId && s.AbsentStaffId == a.StaffId && s.From <= day && s.To >= day && (s.PostId == Guid.Empty || s.PostId == a.PostId)))
            join post in db.Set<Post>().IgnoreQueryFilters(filter) on a.PostId equals post.Id
            join role in db.Set<PostRole>().IgnoreQueryFilters(filter) on post.Kind equals role.PostKind
            where role.From <= day && role.To >= day && role.Lo <= post.Lo && role.Hi >= post.Hi
            select new { role.Role, post.SiteId, post.Lo, post.Hi }).Distinct().ToListAsync(cancellationToken);
        return
        [
            .. rows.Where(r => !Roles.Separated.Contains(r.Role)).OrderBy(r => r.SiteId).ThenBy(r => r.Role, StringComparer.Ordinal)
                .Select(r => new PostGrant(r.Role, new DivisionScope(r.SiteId, r.Lo, r.Hi))),
        ];
    }
}
