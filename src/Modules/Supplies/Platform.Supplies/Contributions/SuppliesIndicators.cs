using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Contributions;

/// <summary>
/// Cover of the township's store: of the products issued in the last three months, how many it held enough of at the end of the month for three more (P3-STREETSUPPLY-09a).
/// Two statements whatever the number of sites.
/// </summary>
internal sealed class SuppliesIndicators(SuppliesDbContext db) : INotificationHandler<AppraisalRequested>
{
    private const int Months = 3;

    public async Task Handle(AppraisalRequested notification, CancellationToken cancellationToken)
    {
        var month = YearMonth.Of(notification.Period);
        var (lo, hi, first, last) = (notification.SiteIds[0], notification.SiteIds[^1], month.AddMonths(1 - Months).FirstDay, month.LastDay);
        var issued = await (from consumed in Consumption.Of(db, first, last)
                            join store in db.Set<Store>() on consumed.StoreId equals store.Id
                            where consumed.SiteId >= lo && consumed.SiteId <= hi && store.Level == StoreLevel.Township
                            group consumed by new { consumed.SiteId, consumed.ProductId } into g
                            select new { g.Key.SiteId, g.Key.ProductId, Quantity = g.Sum(c => c.Quantity) }).ToListAsync(cancellationToken);
        var held = (await (from account in db.Set<StockAccount>()
                           join store in db.Set<Store>() on account.StoreId equals store.Id
                           join batch in db.Set<Batch>() on account.BatchId equals batch.Id
                           where account.SiteId >= lo && account.SiteId <= hi && account.Condition == StockCondition.Good && store.Level == StoreLevel.Township
                               && (batch.ExpiresOn == null || batch.ExpiresOn > last)
                           select new
                           {
                               account.SiteId,
                               account.ProductId,
                               Balance = account.Balance - db.Set<LedgerEntry>().Where(e => e.AccountId == account.Id && e.OccurredOn > last).Sum(e => e.Quantity),
                           }).ToListAsync(cancellationToken)).ToLookup(h => (h.SiteId, h.ProductId), h => h.Balance);
        var bySite = issued.Where(i => i.Quantity > 0).ToLookup(i => i.SiteId);
        foreach (var site in notification.SiteIds)
        {
            notification.Answer(new IndicatorContribution(
                SuppliesCodes.StockCover, site, Guid.Empty, bySite[site].Count(i => held[(site, i.ProductId)].Sum() >= i.Quantity), bySite[site].Count(), SuppliesLinks.Stock(site)));
        }
    }
}
