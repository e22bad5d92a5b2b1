using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Infrastructure.Access.ApiKeys;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Access;

/// <summary>Turns a caller into an actor: account, active scope and the permissions its roles give there. Two statements.</summary>
internal sealed class ActorLoader(CoreDbContext db, ModuleCatalog catalog, KeyActors keys)
{
    private static readonly HashSet<string> Nothing = [];

    public async Task<Actor> LoadAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.KeyId != Guid.Empty)
        {
            return await keys.LoadAsync(caller, cancellationToken);
        }

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

        var assignments = await db.Set<RoleAssignment>().AsNoTracking()
            .Where(r => r.AccountId == caller.AccountId).OrderBy(r => r.Id).ToListAsync(cancellationToken);
        var scope = account.Division is { } d ? new DivisionScope(d.Id, d.Lo, d.Hi) : DivisionScope.None;
        if (!assignments.Any(a => ScopeOf(a).Contains(scope)))
        {
            scope = assignments.Count > 0 ? ScopeOf(assignments[0]) : DivisionScope.None;
        }

        var roles = assignments.Where(a => ScopeOf(a).Contains(scope)).Select(a => a.Role).ToHashSet();
        var permissions = catalog.Permissions.Where(p => p.Roles.Any(roles.Contains)).Select(p => p.Code).ToHashSet();
        return new Actor(caller.AccountId, account.DisplayName, account.StaffId, scope, permissions, caller.Channel, caller.RemoteAddress);
    }

    private static DivisionScope ScopeOf(RoleAssignment assignment) => new(assignment.DivisionId, assignment.Lo, assignment.Hi);
}
