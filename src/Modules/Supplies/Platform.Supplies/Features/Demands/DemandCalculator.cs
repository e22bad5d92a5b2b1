using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Demands;

/// <summary>Reads what a need is computed from.</summary>
internal sealed class DemandCalculator(SuppliesDbContext db, StoreDesk desk, Operation operation)
{
    /// <summary>All products in use that the store may hand out, in the order of the catalogue. Seven statements.</summary>
    public async Task<IReadOnlyList<NeededProduct>> ProductsAsync(Store store, DateOnly period, CancellationToken cancellationToken)
    {
        // Communities and free points are no medical institutions.
        var below = store.Level is StoreLevel.Community or StoreLevel.Point;
        var products = await desk.ProductsOf(store.SiteId).AsNoTracking().Where(p => p.Active && !(below && p.InstitutionOnly)).OrderBy(p => p.Code).ToListAsync(cancellationToken);
        var ids = products.ConvertAll(p => p.Id);
        var packs = await db.Set<ProductPack>().Where(p => EF.Parameter(ids).Contains(p.ProductId) && p.Units > 1).GroupBy(p => p.ProductId)
            .Select(g => new { g.Key, Units = g.Min(p => p.Units) }).ToDictionaryAsync(g => g.Key, g => g.Units, cancellationToken);
        var month = YearMonth.Of(operation.Today);
        var issued = await Consumption.Of(db, month.AddMonths(-DemandRules.LookBack).FirstDay, month.AddMonths(-1).LastDay).Where(c => c.SiteId == store.SiteId && c.StoreId == store.Id)
            .GroupBy(c => c.ProductId).Select(g => new { g.Key, Quantity = g.Sum(c => c.Quantity) }).ToDictionaryAsync(g => g.Key, g => g.Quantity, cancellationToken);
        var usable = await (from account in db.Set<StockAccount>()
                            join batch in db.Set<Batch>() on account.BatchId equals batch.Id
                            where account.StoreId == store.Id && account.Condition == StockCondition.Good && account.Balance > 0 && batch.HoldReason == ""
                                && (batch.ExpiresOn == null || batch.ExpiresOn >= period)
                            group account.Balance by account.ProductId into g
                            select new { g.Key, Quantity = g.Sum() }).ToDictionaryAsync(g => g.Key, g => g.Quantity, cancellationToken);
        var coming = await (from line in db.Set<DispatchLine>()
                            join dispatch in db.Set<Dispatch>() on line.DispatchId equals dispatch.Id
                            where dispatch.ToStoreId == store.Id && dispatch.State == DispatchState.Sent && line.Condition == StockCondition.Good
                            group line.Sent by line.ProductId into g
                            select new { g.Key, Quantity = g.Sum() }).ToDictionaryAsync(g => g.Key, g => g.Quantity, cancellationToken);
        var open = db.Set<Demand>().Where(d => d.StoreId == store.Id && d.State == DemandState.Approved).Select(d => d.Id);
        var approved = await db.Set<DemandLine>().Where(l => open.Contains(l.DemandId)).GroupBy(l => l.ProductId)
            .Select(g => new { g.Key, Quantity = g.Sum(l => l.Approved) }).ToDictionaryAsync(g => g.Key, g => g.Quantity, cancellationToken);
        var sent = await (from line in db.Set<DispatchLine>()
                          join dispatch in db.Set<Dispatch>() on line.DispatchId equals dispatch.Id
                          where open.Contains(dispatch.DemandId) && dispatch.State != DispatchState.Cancelled
                          group line.Sent by line.ProductId into g
                          select new { g.Key, Quantity = g.Sum() }).ToDictionaryAsync(g => g.Key, g => g.Quantity, cancellationToken);
        return
        [
            .. products.Select(p =>
            {
                var onTheWay = coming.GetValueOrDefault(p.Id) + approved.GetValueOrDefault(p.Id) - sent.GetValueOrDefault(p.Id);
                var (used, here) = (issued.GetValueOrDefault(p.Id), usable.GetValueOrDefault(p.Id));
                return new NeededProduct(p.Id, p.Code, p.Text, p.Unit, used, here, onTheWay, DemandRules.Need(store.Level, used, here + onTheWay, packs.GetValueOrDefault(p.Id, 1)));
            }),
        ];
    }
}
