using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies;

/// <summary>Opens scrap applications for one of their sides, and knows which goods they speak for.</summary>
internal sealed class ScrapDesk(SuppliesDbContext db, StoreDesk stores)
{
    public static RefusalException NotFound() => new("NOT_FOUND", "没有找到这份报废申请，或它与您的单位无关。", RefusalKind.NotFound);

    /// <summary>For a change by the applicant's side: whoever else changes the same application waits. Refuses NOT_FOUND.</summary>
    public Task<ScrapApplication> OfApplicantAsync(int siteId, Guid id, CancellationToken cancellationToken) =>
        LockAsync(db.Set<ScrapApplication>().Where(s => s.Id == id && s.SiteId == siteId), cancellationToken);

    /// <summary>The same for the level above.</summary>
    public Task<ScrapApplication> OfDeciderAsync(int siteId, Guid id, CancellationToken cancellationToken) =>
        LockAsync(db.Set<ScrapApplication>().Where(s => s.Id == id && s.OtherSiteId == siteId), cancellationToken);

    public Task<List<ScrapLine>> LinesAsync(Guid id, CancellationToken cancellationToken) =>
        db.Set<ScrapLine>().Where(l => l.ScrapId == id).OrderBy(l => l.Id).ToListAsync(cancellationToken);

    public static RefusalException WrongState(ScrapApplication application, string wanted) => new(
        "WRONG_STATE", $"报废申请 {application.Number} {ScrapRules.Of(application.State)}，{wanted}。", RefusalKind.Conflict);

    /// <summary>Lines of a store's open applications.</summary>
    public IQueryable<ScrapLine> OpenLines(Guid storeId) =>
        from line in db.Set<ScrapLine>()
        join application in db.Set<ScrapApplication>() on line.ScrapId equals application.Id
        where application.StoreId == storeId && (application.State == ScrapState.Applied || application.State == ScrapState.Approved)
        select line;

    /// <summary>Base units that open applications speak for, by batch. One statement.</summary>
    public Task<Dictionary<Guid, long>> ReservedAsync(Guid storeId, IReadOnlyCollection<Guid> batchIds, CancellationToken cancellationToken)
    {
        var ids = batchIds.ToList();
        return OpenLines(storeId).Where(l => EF.Parameter(ids).Contains(l.BatchId)).GroupBy(l => l.BatchId).Select(g => new { g.Key, Quantity = g.Sum(l => l.Quantity) })
            .ToDictionaryAsync(g => g.Key, g => g.Quantity, cancellationToken);
    }

    /// <summary>
    /// What an open application speaks for leaves quarantine by it alone. Refuses RESERVED_FOR_SCRAP; what is not there at all the book refuses. Three statements at most.
    /// </summary>
    public async Task RefuseReservedAsync(Guid storeId, IReadOnlyList<(Guid BatchId, long Quantity)> wanted, CancellationToken cancellationToken)
    {
        var ids = wanted.Select(w => w.BatchId).Distinct().ToList();
        if (ids.Count == 0 || await ReservedAsync(storeId, ids, cancellationToken) is not { Count: > 0 } reserved)
        {
            return;
        }

        var balances = await db.Set<StockAccount>().Where(a => a.StoreId == storeId && a.Condition == StockCondition.Quarantine && EF.Parameter(ids).Contains(a.BatchId))
            .ToDictionaryAsync(a => a.BatchId, a => a.Balance, cancellationToken);
        foreach (var batch in wanted.GroupBy(w => w.BatchId).Where(g => reserved.ContainsKey(g.Key)))
        {
            var (held, spoken, asked) = (balances.GetValueOrDefault(batch.Key), reserved[batch.Key], batch.Sum(w => w.Quantity));
            if (asked <= held && asked > held - spoken)
            {
                var names = await stores.BatchNamesAsync([batch.Key], cancellationToken);
                throw new RefusalException(
                    "RESERVED_FOR_SCRAP", $"{names[batch.Key].Text}：隔离 {held}，其中 {spoken} 已申请报废，不能再退回上级或转回合格品。请先撤回报废申请。", RefusalKind.Refused,
                    [new FieldError("Quantity", $"已申请报废 {spoken}")]);
            }
        }
    }

    private static async Task<ScrapApplication> LockAsync(IQueryable<ScrapApplication> one, CancellationToken cancellationToken)
    {
        await one.ExecuteUpdateAsync(u => u.SetProperty(s => s.Version, s => s.Version), cancellationToken);
        return await one.FirstOrDefaultAsync(cancellationToken) ?? throw NotFound();
    }
}
