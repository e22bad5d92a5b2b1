using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Contributions;

/// <summary>Township stores that held goods when a quarter ended with the month, and have no signed count of the quarter. One statement.</summary>
internal sealed class UncountedAudit(SuppliesDbContext db) : INotificationHandler<AuditRequested>
{
    public async Task Handle(AuditRequested notification, CancellationToken cancellationToken)
    {
        var (lo, hi, until) = (notification.SiteIds[0], notification.SiteIds[^1], notification.Until);
        var quarter = CountRules.QuarterOf(until);
        var stores = until.Month % 3 != 0
            ? Enumerable.Empty<(int SiteId, Guid Id, string Name, bool Counted)>().ToLookup(s => s.SiteId)
            : (await db.Set<Store>().AsNoTracking().Where(s => s.SiteId >= lo && s.SiteId <= hi && s.Active && s.Level == StoreLevel.Township
                    && db.Set<StockAccount>().Any(a => a.StoreId == s.Id && a.Balance > db.Set<LedgerEntry>().Where(e => e.AccountId == a.Id && e.OccurredOn > until).Sum(e => e.Quantity)))
                .Select(s => new { s.SiteId, s.Id, s.Name, Counted = db.Set<StockCount>().Any(c => c.StoreId == s.Id && c.Quarter == quarter && c.State == CountState.Signed) })
                .ToListAsync(cancellationToken)).ToLookup(s => s.SiteId, s => (s.SiteId, s.Id, s.Name, s.Counted));
        notification.Answer(notification.SiteIds.Select(site => new AuditContribution(
            CountCodes.Uncounted,
            site,
            stores[site].Count(),
            [
                .. stores[site].Where(s => !s.Counted).Select(s => new FindingDraft(
                    s.Id.ToString("N"), FindingSeverity.Major, $"{s.Name}{CountRules.QuarterText(quarter)}没有盘点", "药具应按季度盘点。请发起盘点，查清盈亏原因，由主任签字。", SuppliesLinks.Counts(site))),
            ])));
    }
}

/// <summary>
/// Goods against book: what was counted on a day of the month must be the book's balance of that day, without what moved on it after the counting. One statement.
/// </summary>
internal sealed class CountDiffersAudit(SuppliesDbContext db) : INotificationHandler<AuditRequested>
{
    public async Task Handle(AuditRequested notification, CancellationToken cancellationToken)
    {
        var (lo, hi, until) = (notification.SiteIds[0], notification.SiteIds[^1], notification.Until);
        var first = new DateOnly(until.Year, until.Month, 1);
        var marks = (await (from mark in MarkReader.Compared(db)
                            where mark.Mark.SiteId >= lo && mark.Mark.SiteId <= hi && mark.Mark.Day >= first && mark.Mark.Day <= until
                            join account in db.Set<StockAccount>() on mark.Mark.AccountId equals account.Id
                            join batch in db.Set<Batch>() on account.BatchId equals batch.Id
                            join product in db.Set<Product>() on account.ProductId equals product.Id
                            join store in db.Set<Store>() on account.StoreId equals store.Id
                            select new { mark.Mark.SiteId, mark.Mark.AccountId, mark.Mark.Day, mark.Mark.Counted, mark.Book, batch.Number, product.Name, product.Unit, Store = store.Name })
            .ToListAsync(cancellationToken)).ToLookup(m => m.SiteId);
        notification.Answer(notification.SiteIds.Select(site => new AuditContribution(
            CountCodes.CountDiffers,
            site,
            marks[site].Count(),
            [
                .. marks[site].Where(m => m.Counted != m.Book).Select(m => new FindingDraft(
                    $"{m.AccountId:N}{m.Day:yyyyMMdd}",
                    FindingSeverity.Serious,
                    $"{m.Store}账物不符：{m.Name} 批号 {m.Number}",
                    $"{m.Day:yyyy-MM-dd} 实盘 {m.Counted} {m.Unit}，账面 {m.Book} {m.Unit}。请核对盘点以后补记的凭证。",
                    SuppliesLinks.Card(site, m.AccountId))),
            ])));
    }
}
