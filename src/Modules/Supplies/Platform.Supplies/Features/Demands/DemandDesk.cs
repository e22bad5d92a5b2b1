using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Demands;

/// <summary>Opens a demand for one of its sides. One statement each.</summary>
internal sealed class DemandDesk(SuppliesDbContext db)
{
    public static RefusalException NotFound() => new("NOT_FOUND", "没有找到这张需求单，或它与您的单位无关。", RefusalKind.NotFound);

    /// <summary>For the side that asks. Refuses NOT_FOUND and CHANGED_MEANWHILE.</summary>
    public async Task<Demand> OfAskerAsync(int siteId, Guid id, Guid? version, CancellationToken cancellationToken) =>
        RefuseStale(await db.Set<Demand>().FirstOrDefaultAsync(d => d.Id == id && d.SiteId == siteId, cancellationToken) ?? throw NotFound(), version);

    /// <summary>For the side that supplies. Refuses NOT_FOUND and CHANGED_MEANWHILE.</summary>
    public async Task<Demand> OfSupplierAsync(int siteId, Guid id, Guid? version, CancellationToken cancellationToken) =>
        RefuseStale(await db.Set<Demand>().FirstOrDefaultAsync(d => d.Id == id && d.OtherSiteId == siteId, cancellationToken) ?? throw NotFound(), version);

    public Task<List<DemandLine>> LinesAsync(Guid id, CancellationToken cancellationToken) =>
        db.Set<DemandLine>().Where(l => l.DemandId == id).OrderBy(l => l.Id).ToListAsync(cancellationToken);

    /// <summary>Base units by product that were sent for a demand, without what was taken back.</summary>
    public Task<Dictionary<Guid, long>> SentAsync(Guid id, CancellationToken cancellationToken) =>
        (from line in db.Set<DispatchLine>()
         join dispatch in db.Set<Dispatch>() on line.DispatchId equals dispatch.Id
         where dispatch.DemandId == id && dispatch.State != DispatchState.Cancelled
         group line.Sent by line.ProductId into g
         select new { g.Key, Sent = g.Sum() }).ToDictionaryAsync(g => g.Key, g => g.Sent, cancellationToken);

    public static RefusalException WrongState(Demand demand, string wanted) => new(
        "WRONG_STATE", $"需求单 {demand.Voucher} {DemandRules.Of(demand.State)}，{wanted}。", RefusalKind.Conflict);

    private static Demand RefuseStale(Demand demand, Guid? seen)
    {
        Refusals.CheckVersion(seen, demand.Version, "这张需求单");
        return demand;
    }
}
