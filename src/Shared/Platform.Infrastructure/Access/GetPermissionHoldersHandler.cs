using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Access;

internal sealed class GetPermissionHoldersHandler(CoreDbContext db, AccountRoles roles, ModuleCatalog catalog) : IRequestHandler<GetPermissionHolders, IReadOnlySet<AccountAtSite>>
{
    public async Task<IReadOnlySet<AccountAtSite>> Handle(GetPermissionHolders request, CancellationToken cancellationToken)
    {
        var ids = request.Asked.Select(a => a.AccountId).Distinct().ToList();
        var accounts = await db.Set<Account>().AsNoTracking().Where(a => ids.Contains(a.Id) && a.Active).Select(a => new AccountPerson(a.Id, a.StaffId)).ToListAsync(cancellationToken);
        var held = await roles.OfAsync(db, accounts, cancellationToken);
        var giving = catalog.Permissions.Where(p => p.Code == request.Permission).SelectMany(p => p.Roles).ToHashSet();
        return request.Asked.Where(a => held[a.AccountId].Any(g => giving.Contains(g.Role) && g.Scope.Contains(a.SiteId))).ToHashSet();
    }
}
