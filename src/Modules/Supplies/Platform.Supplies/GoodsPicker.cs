using Microsoft.EntityFrameworkCore;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies;

/// <summary>What a store holds of one batch, to be picked from; what was picked is taken off.</summary>
internal sealed class HeldGoods(Guid productId, StockCondition condition, PickCandidate batch)
{
    public Guid ProductId { get; } = productId;

    public StockCondition Condition { get; } = condition;

    public PickCandidate Batch { get; private set; } = batch;

    public void Take(long quantity) => Batch = Batch with { Available = Batch.Available - quantity };
}

/// <summary>Reads what <see cref="PickingRules"/> picks from. One statement each, whatever the number of products.</summary>
internal sealed class GoodsPicker(SuppliesDbContext db)
{
    /// <summary>The batches for a quantity of one product, from the good ones. Two statements at most.</summary>
    /// <param name="batchId">Null: by the store's picking order.</param>
    public async Task<PickPlan> PlanAsync(Store store, Guid productId, long wanted, Guid? batchId, DateOnly day, CancellationToken cancellationToken)
    {
        var stock = await StockAsync(store, [productId], day, cancellationToken);
        var packs = store.WholePacks ? await PacksAsync([productId], cancellationToken) : [];
        return PickingRules.Plan(
            wanted, stock.Where(h => h.Condition == StockCondition.Good && (batchId is null || h.Batch.BatchId == batchId)).Select(h => h.Batch), store.Picking, store.MinDaysLeft,
            packs.GetValueOrDefault(productId, 1), day);
    }

    public async Task<List<HeldGoods>> StockAsync(Store store, IEnumerable<Guid> productIds, DateOnly day, CancellationToken cancellationToken)
    {
        var ids = productIds.ToList();
        var rows = await (from account in db.Set<StockAccount>().AsNoTracking()
                          join batch in db.Set<Batch>() on account.BatchId equals batch.Id
                          where account.StoreId == store.Id && ids.Contains(account.ProductId) && account.Balance > 0
                          select new
                          {
                              Account = account,
                              Batch = batch,
                              FirstIn = db.Set<LedgerEntry>().Where(e => e.AccountId == account.Id && e.Quantity > 0).Min(e => (DateOnly?)e.OccurredOn),
                          }).ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(r => new HeldGoods(
                r.Account.ProductId, r.Account.Condition,
                new PickCandidate(
                    r.Account.Id, r.Batch.Id, r.Batch.Number, r.Batch.ProducedOn, r.Batch.ExpiresOn, r.FirstIn ?? day, r.Batch.HoldReason.Length > 0, r.Account.Balance))),
        ];
    }

    /// <summary>Units of the largest pack; products without one are missing in the answer.</summary>
    public Task<Dictionary<Guid, int>> PacksAsync(IEnumerable<Guid> productIds, CancellationToken cancellationToken)
    {
        var ids = productIds.ToList();
        return db.Set<ProductPack>().Where(p => ids.Contains(p.ProductId)).GroupBy(p => p.ProductId).Select(g => new { g.Key, Units = g.Max(p => p.Units) })
            .ToDictionaryAsync(g => g.Key, g => g.Units, cancellationToken);
    }
}
