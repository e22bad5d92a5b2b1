using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Organisation;
using Platform.Contracts.Staff;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Contributions;

/// <summary>Goods past their last day that still stand among the good ones at the end of the month: one finding a page of the book. One statement.</summary>
internal sealed class ExpiredOnShelfAudit(SuppliesDbContext db) : INotificationHandler<AuditRequested>
{
    public async Task Handle(AuditRequested notification, CancellationToken cancellationToken)
    {
        var (lo, hi, until) = (notification.SiteIds[0], notification.SiteIds[^1], notification.Until);
        var held = (await (from account in db.Set<StockAccount>()
                           join batch in db.Set<Batch>() on account.BatchId equals batch.Id
                           join product in db.Set<Product>() on account.ProductId equals product.Id
                           join store in db.Set<Store>() on account.StoreId equals store.Id
                           where account.SiteId >= lo && account.SiteId <= hi && account.Condition == StockCondition.Good && account.Balance > 0
                           select new { account.SiteId, account.Id, account.Balance, batch.Number, batch.ExpiresOn, product.Name, product.Unit, Store = store.Name })
            .ToListAsync(cancellationToken)).ToLookup(h => h.SiteId);
        notification.Answer(notification.SiteIds.Select(site => new AuditContribution(
            SuppliesCodes.ExpiredOnShelf,
            site,
            held[site].Count(),
            [
                .. held[site].Where(h => h.ExpiresOn <= until).OrderBy(h => h.ExpiresOn).Select(h => new FindingDraft(
                    h.Id.ToString("N"),
                    FindingSeverity.Major,
                    $"{h.Store}有过期药具：{h.Name} 批号 {h.Number}",
                    $"有效期至 {h.ExpiresOn:yyyy-MM-dd}，合格品中尚有 {h.Balance} {h.Unit}。请转入隔离，申请报废。",
                    SuppliesLinks.Card(site, h.Id))),
            ])));
    }
}

/// <summary>Stores in use without a keeper who has a valid certificate. Four statements.</summary>
internal sealed class KeeperAudit(SuppliesDbContext db, IMediator mediator) : INotificationHandler<AuditRequested>
{
    public async Task Handle(AuditRequested notification, CancellationToken cancellationToken)
    {
        var (lo, hi) = (notification.SiteIds[0], notification.SiteIds[^1]);
        // The clause speaks of the township's keeper; whoever distributes in a village needs none.
        var stores = (await db.Set<Store>().AsNoTracking().Where(s => s.SiteId >= lo && s.SiteId <= hi && s.Active && s.Level == StoreLevel.Township)
            .Select(s => new { s.SiteId, s.Id, s.Name, s.KeeperId }).ToListAsync(cancellationToken)).ToLookup(s => s.SiteId);
        List<Guid> keepers = [.. stores.SelectMany(s => s).Select(s => s.KeeperId).Where(k => k != Guid.Empty).Distinct()];
        var valid = (await mediator.Send(new GetQualifications(keepers, QualificationKind.SuppliesKeeper, notification.Until), cancellationToken)).Select(q => q.StaffId).ToHashSet();
        var names = (await mediator.Send(new GetPeople(keepers), cancellationToken)).ToDictionary(p => p.Id, p => p.Name);
        notification.Answer(notification.SiteIds.Select(site => new AuditContribution(
            SuppliesCodes.KeeperWithoutCertificate,
            site,
            stores[site].Count(),
            [
                .. stores[site].Where(s => !valid.Contains(s.KeeperId)).Select(s => new FindingDraft(
                    s.Id.ToString("N"),
                    FindingSeverity.Minor,
                    s.KeeperId == Guid.Empty ? $"{s.Name}没有指定保管人" : $"{s.Name}的保管人{names.GetValueOrDefault(s.KeeperId, "（不在名册）")}没有有效的培训证",
                    "请指定持证的保管人，或安排培训考核、补登证书。",
                    SuppliesLinks.Stores(site))),
            ])));
    }
}
