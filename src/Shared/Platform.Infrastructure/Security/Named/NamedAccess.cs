using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Security.Named;

/// <summary>
/// Whether the caller is a named operator at a named machine, where that is demanded. One statement where it is not, three where it is.
/// Registers above the caller's scope count too, so the site filter is off.
/// </summary>
internal sealed class NamedAccess(CoreDbContext db, Operation operation)
{
    /// <summary>Refuses OPERATOR_NOT_NAMED and MACHINE_NOT_NAMED. A key is no person, so it is never named.</summary>
    public async Task CheckAsync(string moduleId, int siteId, CancellationToken cancellationToken)
    {
        var rules = await db.Set<NamedAccessRule>().IgnoreQueryFilters([ModuleDbContext.SiteFilter]).AsNoTracking()
            .Where(r => r.ModuleId == moduleId && r.Lo <= siteId && r.Hi >= siteId)
            .OrderBy(r => r.At).ThenBy(r => r.Id)
            .Select(r => new { r.SiteId, r.On }).ToListAsync(cancellationToken);
        if (!rules.GroupBy(r => r.SiteId).Any(g => g.Last().On))
        {
            return;
        }

        var (actor, today) = (operation.Actor, operation.Today);
        var (account, staff) = (actor.AccountId, actor.StaffId);
        var named = actor.KeyId == Guid.Empty && await db.Set<NamedOperator>().IgnoreQueryFilters([ModuleDbContext.SiteFilter])
            .AnyAsync(
                o => o.Lo <= siteId && o.Hi >= siteId && o.From <= today && (o.To == null || o.To >= today)
                    && (o.AccountId == account || (staff != Guid.Empty && o.StaffId == staff)),
                cancellationToken);
        if (!named)
        {
            throw new RefusalException("OPERATOR_NOT_NAMED", "此事只允许登记的专人办理，您不在登记之列。请与信息安全负责人联系。", RefusalKind.Forbidden);
        }

        var machines = await db.Set<NamedMachine>().IgnoreQueryFilters([ModuleDbContext.SiteFilter]).AsNoTracking()
            .Where(m => m.Lo <= siteId && m.Hi >= siteId && m.From <= today && (m.To == null || m.To >= today))
            .Select(m => m.Addresses).ToListAsync(cancellationToken);
        if (!machines.Any(addresses => AddressList.Contains(addresses, actor.RemoteAddress)))
        {
            throw new RefusalException("MACHINE_NOT_NAMED", "此事只允许在登记的专用机器上办理，请换到登记的机器上登录。", RefusalKind.Forbidden);
        }
    }
}
