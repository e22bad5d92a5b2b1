using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Infrastructure.Access.ApiKeys;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Access;

internal sealed class HoldsPermissionHandler(CoreDbContext db, KeyActors rights) : IRequestHandler<HoldsPermission, bool>
{
    public async Task<bool> Handle(HoldsPermission request, CancellationToken cancellationToken)
    {
        var account = await db.Set<Account>().AsNoTracking().Where(a => a.Id == request.AccountId && a.Active)
            .Select(a => new { a.Id, a.StaffId }).FirstOrDefaultAsync(cancellationToken);
        return account is not null
            && (await rights.HeldAsync(db, account.Id, account.StaffId, cancellationToken)).Any(h => h.Scope.Contains(request.SiteId) && h.Permissions.Contains(request.Permission));
    }
}
