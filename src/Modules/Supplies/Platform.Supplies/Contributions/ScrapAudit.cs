using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Contributions;

/// <summary>
/// Unfit goods that stand in quarantine for more than 30 days without an application, and approved ones not disposed of after 30 days (P3-STORAGE-05 及时进行清除). Two
/// statements.
/// </summary>
internal sealed class ScrapOverdueAudit(SuppliesDbContext db) : INotificationHandler<AuditRequested>
{
    public async Task Handle(AuditRequested notification, CancellationToken cancellationToken)
    {
        var (lo, hi, until, before) = (notification.SiteIds[0], notification.SiteIds[^1], notification.Until, notification.Until.AddDays(-ScrapRules.Days));
        var open = db.Set<ScrapApplication>().Where(s =>
            s.AppliedOn <= until && (s.State == ScrapState.Applied || s.State == ScrapState.Approved || (s.State == ScrapState.Disposed && s.DisposedOn > until)));
        var held = (await (from account in db.Set<StockAccount>()
                           join batch in db.Set<Batch>() on account.BatchId equals batch.Id
                           join product in db.Set<Product>() on account.ProductId equals product.Id
                           join store in db.Set<Store>() on account.StoreId equals store.Id
                           where account.SiteId >= lo && account.SiteId <= hi && account.Condition == StockCondition.Quarantine && account.Balance > 0
                           select new
                           {
                               account.SiteId,
                               account.Id,
                               Balance = account.Balance - db.Set<LedgerEntry>().Where(e => e.AccountId == account.Id && e.OccurredOn > until).Sum(e => e.Quantity),
                               Recent = db.Set<LedgerEntry>().Where(e => e.AccountId == account.Id && e.Quantity > 0 && e.OccurredOn >= before && e.OccurredOn <= until).Sum(e => e.Quantity),
                               Reserved = db.Set<ScrapLine>().Where(l => l.BatchId == account.BatchId && open.Any(s => s.Id == l.ScrapId && s.StoreId == account.StoreId)).Sum(l => l.Quantity),
                               batch.Number,
                               product.Name,
                               product.Unit,
                               Store = store.Name,
                           }).ToListAsync(cancellationToken)).ToLookup(h => h.SiteId);
        var approved = (await db.Set<ScrapApplication>().AsNoTracking()
            .Where(s => s.SiteId >= lo && s.SiteId <= hi && s.DecidedOn <= until && (s.State == ScrapState.Approved || (s.State == ScrapState.Disposed && s.DisposedOn > until)))
            .OrderBy(s => s.DecidedOn).ThenBy(s => s.Id).Select(s => new { s.SiteId, s.Id, s.Number, s.StoreName, s.DecidedOn }).ToListAsync(cancellationToken)).ToLookup(s => s.SiteId);
        notification.Answer(notification.SiteIds.Select(site => new AuditContribution(
            ScrapCodes.Overdue,
            site,
            held[site].Count() + approved[site].Count(),
            [
                .. held[site].Select(h => (h, Overdue: ScrapRules.Overdue(h.Balance, h.Recent, h.Reserved))).Where(o => o.Overdue > 0).OrderBy(o => o.h.Id).Select(o => new FindingDraft(
                    $"quarantine-{o.h.Id:N}",
                    FindingSeverity.Minor,
                    $"{o.h.Store}隔离的药具没有申请报废：{o.h.Name} 批号 {o.h.Number}",
                    $"{o.Overdue} {o.h.Unit}隔离已超过 {ScrapRules.Days} 天。请填写报废申请，退回上级，或确认合格后转回。",
                    SuppliesLinks.Card(site, o.h.Id))),
                .. approved[site].Where(s => s.DecidedOn < before).Select(s => new FindingDraft(
                    $"scrap-{s.Id:N}",
                    FindingSeverity.Major,
                    $"报废申请 {s.Number} 批准后没有处理",
                    $"{s.StoreName}的申请 {s.DecidedOn:yyyy-MM-dd} 批准，已超过 {ScrapRules.Days} 天没有监销。",
                    SuppliesLinks.Scrap(s.Id))),
            ])));
    }
}
