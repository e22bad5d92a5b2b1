using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions.History;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.Scope;

/// <summary>Sets the division the caller works in, inside any division where the caller holds a role, by assignment or by post; also a closed one followed by one inside, to look at.</summary>
[SignedIn]
[Endpoint(Verb.Put, "me/scope", "切换当前工作的区划")]
internal sealed record SwitchScope(int DivisionId) : ICommand;

internal sealed class SwitchScopeHandler(CoreDbContext db, AccountRoles roles, Operation operation) : AsyncRequestHandler<SwitchScope>
{
    protected override async Task Handle(SwitchScope request, CancellationToken cancellationToken)
    {
        var scope = await RoleScopes.OfAsync(db, request.DivisionId, cancellationToken);
        var held = await roles.OfAsync(db, operation.Actor.AccountId, operation.Actor.StaffId, cancellationToken);
        var heirs = await db.Set<DivisionHeir>().Where(h => h.ClosedId == scope.DivisionId).Select(h => h.HeirId).ToListAsync(cancellationToken);
        if (!held.Any(g => g.Scope.Contains(scope) || heirs.Any(g.Scope.Contains)))
        {
            throw new RefusalException("OUT_OF_SCOPE", "没有这个区划，或它不在您的管辖范围内。", RefusalKind.NotFound);
        }

        await db.Set<Account>().Where(a => a.Id == operation.Actor.AccountId)
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.ActiveDivisionId, request.DivisionId), cancellationToken);
        operation.Note($"切换到 {request.DivisionId}");
    }
}
