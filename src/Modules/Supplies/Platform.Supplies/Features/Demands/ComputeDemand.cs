using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Demands;

/// <summary>
/// How much a store needs of every product for a period: from what it issued in the last three full months, what it can still use and what is on the way. Refuses NOT_FOUND,
/// STORE_CLOSED, WRONG_PERIOD. Eight statements, whatever the number of products.
/// </summary>
/// <param name="Period">First day of the quarter or month; null: the next one.</param>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/sites/{siteId}/stores/{storeId}/needs", "测算一个库房下一期的药具需求：前三月发放、可用库存、在途和测算数量")]
[Clauses("P3-DISTRIBUTION-03", "P3-STREETSUPPLY-09a", "P3-STREETSUPPLY-04")]
internal sealed record ComputeDemand(int SiteId, Guid StoreId, DateOnly? Period = null) : IQuery<ComputedDemand>, ISiteRequest;

/// <param name="Months">1: a month, 3: a quarter.</param>
internal sealed record ComputedDemand(DateOnly Period, int Months, IReadOnlyList<NeededProduct> Products);

/// <summary>Base units.</summary>
/// <param name="Issued">In the last three full months.</param>
/// <param name="Usable">In the store, fit for use and not expired when the period begins.</param>
/// <param name="OnTheWay">Sent to the store and not received, or approved and not sent.</param>
/// <param name="Need">What to ask for.</param>
internal sealed record NeededProduct(Guid ProductId, string Code, string Product, string Unit, long Issued, long Usable, long OnTheWay, long Need)
{
    public long Available => Usable + OnTheWay;
}

internal sealed class ComputeDemandHandler(StoreDesk desk, DemandCalculator calculator, Operation operation) : IRequestHandler<ComputeDemand, ComputedDemand>
{
    public async Task<ComputedDemand> Handle(ComputeDemand request, CancellationToken cancellationToken)
    {
        var store = await desk.OpenAsync(request.SiteId, request.StoreId, cancellationToken);
        var period = request.Period ?? DemandRules.Periods(store.Level, operation.Today)[1];
        DemandRules.RefusePeriod(store, period, operation.Today);
        return new ComputedDemand(period, DemandRules.Months(store.Level), await calculator.ProductsAsync(store, period, cancellationToken));
    }
}

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
