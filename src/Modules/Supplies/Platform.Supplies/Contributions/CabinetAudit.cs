using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Contributions;

/// <summary>Stores in use of townships and communities without a dedicated cabinet (P3-STORAGE-02). One statement.</summary>
internal sealed class CabinetAudit(SuppliesDbContext db) : INotificationHandler<AuditRequested>
{
    public async Task Handle(AuditRequested notification, CancellationToken cancellationToken)
    {
        var (lo, hi) = (notification.SiteIds[0], notification.SiteIds[^1]);
        var stores = (await db.Set<Store>().AsNoTracking()
            .Where(s => s.SiteId >= lo && s.SiteId <= hi && s.Active && (s.Level == StoreLevel.Township || s.Level == StoreLevel.Community))
            .OrderBy(s => s.Name)
            .Select(s => new { s.SiteId, s.Id, s.Name, s.Level, s.VillageId, Has = db.Set<StorageZone>().Any(z => z.StoreId == s.Id && z.ClosedOn == null && z.Dedicated) })
            .ToListAsync(cancellationToken)).ToLookup(s => s.SiteId);
        notification.Answer(notification.SiteIds.Select(site => new AuditContribution(
            StorageCodes.NoCabinet,
            site,
            stores[site].Count(),
            [
                .. stores[site].Where(s => !s.Has).Select(s => new FindingDraft(
                    s.Id.ToString("N"), s.Level == StoreLevel.Township ? FindingSeverity.Major : FindingSeverity.Minor, $"{s.Name}没有登记药具专用柜",
                    "街道、社区应有药具专用柜。请配备专用柜，并在库房页面登记药具柜和分区。", SuppliesLinks.Store(site, s.Id), s.VillageId)),
            ])));
    }
}
