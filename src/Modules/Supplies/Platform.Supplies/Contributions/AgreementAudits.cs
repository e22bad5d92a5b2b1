using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Contributions;

/// <summary>
/// Stock cards whose balance is not what the lines of the book add up to, or was below zero on some day: the platform's own fault or somebody's in the database. What the
/// nightly check found after the last day looked at stands; the book is added up here only for sites that were not checked since. Six statements at most.
/// </summary>
internal sealed class BookAgainstCardAudit(SuppliesDbContext db, BookComparer book) : INotificationHandler<AuditRequested>
{
    /// <summary>Cards named in a finding; the page shows all.</summary>
    private const int Named = 50;

    public async Task Handle(AuditRequested notification, CancellationToken cancellationToken)
    {
        var (ids, until) = (notification.SiteIds.ToList(), notification.Until);
        var cards = await db.Set<AgreementCheck>().Where(c => c.Latest && c.Night > until && EF.Parameter(ids).Contains(c.SiteId))
            .ToDictionaryAsync(c => c.SiteId, c => c.Cards, cancellationToken);
        var proven = cards.Keys.ToList();
        var found = await db.Set<Disagreement>().Where(d => d.EndedOn == OpenEnd.Never && EF.Parameter(proven).Contains(d.SiteId))
            .Select(d => new FoundDisagreement(d.SiteId, d.AccountId, d.Kind, d.Book, d.Card, d.Counted, d.Day)).ToListAsync(cancellationToken);
        List<int> unproven = [.. ids.Where(s => !cards.ContainsKey(s))];
        if (unproven.Count > 0)
        {
            found.AddRange(await book.CompareAsync(unproven, cancellationToken));
            foreach (var counted in await db.Set<StockAccount>().Where(a => EF.Parameter(unproven).Contains(a.SiteId)).GroupBy(a => a.SiteId)
                .Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken))
            {
                cards[counted.Key] = counted.Count;
            }
        }

        var names = await NamesAsync([.. found.Select(f => f.AccountId).Distinct()], cancellationToken);
        var bySite = found.OrderBy(f => f.AccountId).ToLookup(f => f.SiteId);
        notification.Answer(notification.SiteIds.SelectMany(site => new[]
        {
            new AuditContribution(SuppliesCodes.BookAgainstCard, site, cards.GetValueOrDefault(site), Finding(
                site,
                "cards",
                [.. bySite[site].Where(f => f.Kind is DisagreementKind.Card or DisagreementKind.ForeignLine).DistinctBy(f => f.AccountId)],
                "张库存卡与明细账不符",
                "库存卡的结存不等于明细账各笔之和。请逐张核对，并通知系统管理员。",
                f => $"{names.GetValueOrDefault(f.AccountId)}：明细账 {f.Book}，卡 {f.Card}")),
            new AuditContribution(SuppliesCodes.BelowZero, site, cards.GetValueOrDefault(site), Finding(
                site,
                "below-zero",
                [.. bySite[site].Where(f => f.Kind == DisagreementKind.BelowZero)],
                "张库存卡有结存小于零的日子",
                "任何一天的结存都不能小于零。请逐张核对，并通知系统管理员。",
                f => $"{names.GetValueOrDefault(f.AccountId)}：{f.Day:yyyy-MM-dd} 起结存小于零，最低 {f.Book}")),
        }));
    }

    private static IReadOnlyList<FindingDraft> Finding(int site, string key, List<FoundDisagreement> found, string what, string detail, Func<FoundDisagreement, string> text) => found.Count == 0
        ? []
        : [new FindingDraft(key, FindingSeverity.Serious, $"{found.Count} {what}", detail, SuppliesLinks.AgreementOf(site), Records: [.. found.Take(Named).Select(f => new ConcernedRecord(Cut(text(f)), SuppliesLinks.Card(site, f.AccountId)))])];

    private static string Cut(string text) => text.Length > 200 ? text[..200] : text;

    private async Task<Dictionary<Guid, string>> NamesAsync(List<Guid> accounts, CancellationToken cancellationToken) => accounts.Count == 0
        ? []
        : await (from account in db.Set<StockAccount>()
                 join batch in db.Set<Batch>() on account.BatchId equals batch.Id
                 join product in db.Set<Product>() on account.ProductId equals product.Id
                 join store in db.Set<Store>() on account.StoreId equals store.Id
                 where EF.Parameter(accounts).Contains(account.Id)
                 select new { account.Id, Store = store.Name, product.Name, batch.Number }).ToDictionaryAsync(a => a.Id, a => $"{a.Store} {a.Name} 批号 {a.Number}", cancellationToken);
}
