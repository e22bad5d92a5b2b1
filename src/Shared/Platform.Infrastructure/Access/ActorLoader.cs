using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Contracts.Access;
using Platform.Infrastructure.Access.ApiKeys;
using Platform.Infrastructure.Access.Passwords;
using Platform.Infrastructure.Access.Sessions;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Divisions.History;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Access;

/// <summary>
/// Turns a caller into an actor: account, active scope and the permissions its roles give there, those of its posts included. Two statements, three for
/// somebody on the staff list, and two more after a division was closed. Reads through a context of its own: that of the operation is made when
/// the actor is known.
/// </summary>
internal sealed class ActorLoader(
    OperationDatabase database, ModuleCatalog catalog, ClosedDivisionCache closedDivisions, Operation operation, AccountRoles roles,
    IOptions<PasswordSettings> passwords, IOptions<SessionSettings> sessions, KeyActors keys)
{
    private static readonly HashSet<string> Nothing = [];

    public async Task<Actor> LoadAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.KeyId != Guid.Empty)
        {
            return await keys.LoadAsync(caller, cancellationToken);
        }

        var nobody = new Actor(Guid.Empty, "", Guid.Empty, DivisionScope.None, Nothing, caller.Channel, caller.RemoteAddress) { Device = caller.Device };
        if (caller.AccountId == Guid.Empty)
        {
            return nobody;
        }

        await using var db = new CoreDbContext(new ModuleContext(database, null));
        // Joins, not FirstOrDefault of several columns: that would number every division of the country for each request.
        var account = await (
            from a in db.Set<Account>()
            where a.Id == caller.AccountId && a.Active && a.SecurityStamp == caller.SecurityStamp
            from session in db.Set<AccountSession>().Where(s => s.Id == caller.SessionId && s.AccountId == a.Id && s.EndedAt == null).DefaultIfEmpty()
            from division in db.Set<Division>().Where(v => v.Id == a.ActiveDivisionId).DefaultIfEmpty()
            select new
            {
                a.DisplayName,
                a.StaffId,
                a.MustChangePassword,
                a.PasswordSetAt,
                a.TwoFactorEnabled,
                Demo = db.Set<Setting>().Any(x => x.Key == Setting.DemoSeeded),
                Session = session == null ? null : new { session.StartedAt, session.LastSeenAt, session.Address, session.Device },
                Division = division == null ? null : new { division.Id, division.Lo, division.Hi },
                Revision = db.Set<Setting>().Where(x => x.Key == ClosedDivisions.RevisionKey).Select(x => x.Value).FirstOrDefault(),
            }).AsNoTracking().FirstOrDefaultAsync(cancellationToken);
        if (account is null
            || (caller.SessionId != Guid.Empty && (account.Session is null
                || account.Session.LastSeenAt + sessions.Value.Idle <= operation.Now || account.Session.StartedAt + sessions.Value.Longest <= operation.Now)))
        {
            return nobody;
        }

        var assignments = await roles.OfAsync(db, caller.AccountId, account.StaffId, cancellationToken);
        var scope = account.Division is { } d ? new DivisionScope(d.Id, d.Lo, d.Hi) : DivisionScope.None;
        var closed = operation.Closed = await closedDivisions.GetAsync(db, account.Revision, cancellationToken);
        bool Covers(PostGrant assignment) => assignment.Scope.Contains(scope) || closed.HasHeirIn(scope.DivisionId, assignment.Scope.Lo, assignment.Scope.Hi);
        if (!assignments.Any(Covers))
        {
            scope = assignments.Count > 0 ? assignments[0].Scope : DivisionScope.None;
        }

        var active = assignments.Where(Covers).Select(a => a.Role).ToHashSet();
        var hold = account.MustChangePassword || passwords.Value.EndsOn(account.PasswordSetAt) <= operation.Today ? AccountHold.ChangePassword
            : !account.TwoFactorEnabled && !account.Demo && AccountRoles.IncludeAdministrator(assignments) ? AccountHold.EnrolSecondFactor
            : AccountHold.None;
        var permissions = hold != AccountHold.None ? Nothing : catalog.Permissions.Where(p => p.Roles.Any(active.Contains)).Select(p => p.Code).ToHashSet();
        return new Actor(caller.AccountId, account.DisplayName, account.StaffId, scope, permissions, caller.Channel, caller.RemoteAddress ?? account.Session?.Address)
        {
            Inherited = closed.InheritedBy(scope),
            Hold = hold,
            SessionId = caller.SessionId,
            Device = caller.Device.Length > 0 ? caller.Device : account.Session?.Device ?? "",
        };
    }
}
