using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Modules;
using Platform.Infrastructure.Time;

namespace Platform.Infrastructure.Access;

/// <summary>
/// Turns a caller into an actor: account, active scope and the permissions its roles give there, those of its posts included. Two statements, three for
/// somebody on the staff list.
/// </summary>
internal sealed class ActorLoader(CoreDbContext db, ModuleCatalog catalog, ChinaTime time, IEnumerable<IPostGrants> posts)
{
    private static readonly HashSet<string> Nothing = [];

    public async Task<Actor> LoadAsync(Caller caller, CancellationToken cancellationToken)
    {
        var nobody = new Actor(Guid.Empty, "", Guid.Empty, DivisionScope.None, Nothing, caller.Channel, caller.RemoteAddress);
        if (caller.AccountId == Guid.Empty)
        {
            return nobody;
        }

        var account = await db.Set<Account>().AsNoTracking()
            .Where(a => a.Id == caller.AccountId && a.Active && a.SecurityStamp == caller.SecurityStamp)
            .Select(a => new
            {
                a.DisplayName,
                a.StaffId,
                Division = db.Set<Division>().Where(d => d.Id == a.ActiveDivisionId).Select(d => new { d.Id, d.Lo, d.Hi }).FirstOrDefault(),
            })
            .FirstOrDefaultAsync(cancellationToken);
        if (account is null)
        {
            return nobody;
        }

        var assignments = (await db.Set<RoleAssignment>().AsNoTracking()
            .Where(r => r.AccountId == caller.AccountId).OrderBy(r => r.Id).ToListAsync(cancellationToken))
            .ConvertAll(a => new PostGrant(a.Role, ScopeOf(a)));
        assignments.AddRange(await OfPostsAsync(account.StaffId, assignments, cancellationToken));
        var scope = account.Division is { } d ? new DivisionScope(d.Id, d.Lo, d.Hi) : DivisionScope.None;
        if (!assignments.Any(a => a.Scope.Contains(scope)))
        {
            scope = assignments.Count > 0 ? assignments[0].Scope : DivisionScope.None;
        }

        var roles = assignments.Where(a => a.Scope.Contains(scope)).Select(a => a.Role).ToHashSet();
        var permissions = catalog.Permissions.Where(p => p.Roles.Any(roles.Contains)).Select(p => p.Code).ToHashSet();
        return new Actor(caller.AccountId, account.DisplayName, account.StaffId, scope, permissions, caller.Channel, caller.RemoteAddress);
    }

    // The separated administrators hold no other role, so no post adds one to theirs.
    private async Task<IReadOnlyList<PostGrant>> OfPostsAsync(Guid staffId, IReadOnlyList<PostGrant> own, CancellationToken cancellationToken)
    {
        var grants = new List<PostGrant>();
        if (staffId != Guid.Empty && !own.Any(a => Roles.Separated.Contains(a.Role)))
        {
            foreach (var source in posts)
            {
                grants.AddRange(await source.GetAsync(staffId, time.Today, cancellationToken));
            }
        }

        return [.. grants.Where(g => !Roles.Separated.Contains(g.Role))];
    }

    private static DivisionScope ScopeOf(RoleAssignment assignment) => new(assignment.DivisionId, assignment.Lo, assignment.Hi);
}
