using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Dispatches;

/// <param name="Quantity">Base units.</param>
/// <param name="BatchId">Null: by the store's picking order.</param>
/// <param name="Quarantined">Goods set apart that go back up; their batch is named.</param>
internal sealed record SendLine(Guid ProductId, long Quantity, Guid? BatchId = null, bool Quarantined = false);

internal sealed record PickedLine(Guid ProductId, Guid BatchId, StockCondition Condition, long Quantity);

/// <summary>Which batches leave a store for the lines of a dispatch. Two statements, whatever the number of lines.</summary>
internal sealed class DispatchPicker(SuppliesDbContext db)
{
    /// <summary>
    /// Named batches first, then the others in the store's order from what is left. Goods that go back up may be short of days and need not be whole packs. Refuses
    /// INSUFFICIENT_STOCK with the shortfall, for a named batch EXPIRED, ON_HOLD and MIN_DAYS_LEFT.
    /// </summary>
    public async Task<IReadOnlyList<PickedLine>> PickAsync(
        Store store, IReadOnlyDictionary<Guid, Product> products, IReadOnlyList<SendLine> lines, DispatchKind kind, DateOnly day, CancellationToken cancellationToken)
    {
        var stock = await StockAsync(store, products.Keys, day, cancellationToken);
        var packs = store.WholePacks && kind != DispatchKind.Return ? await PacksAsync(products.Keys, cancellationToken) : [];
        var minDaysLeft = kind == DispatchKind.Return ? 0 : store.MinDaysLeft;
        var picked = new List<PickedLine>();
        foreach (var line in lines.OrderBy(l => l.BatchId is null))
        {
            var condition = line.Quarantined ? StockCondition.Quarantine : StockCondition.Good;
            List<Held> candidates = [.. stock.Where(h => h.ProductId == line.ProductId && h.Condition == condition && (line.BatchId is null || h.Batch.BatchId == line.BatchId))];
            var plan = line.Quarantined
                ? Named(line, candidates)
                : PickingRules.Plan(line.Quantity, candidates.Select(h => h.Batch), store.Picking, minDaysLeft, packs.GetValueOrDefault(line.ProductId, 1), day);
            if (plan.Missing > 0)
            {
                throw Short(products[line.ProductId], line, plan);
            }

            foreach (var pick in plan.Picks)
            {
                picked.Add(new PickedLine(line.ProductId, pick.BatchId, condition, pick.Quantity));
                var held = candidates.Find(h => h.Batch.BatchId == pick.BatchId)!;
                held.Batch = held.Batch with { Available = held.Batch.Available - pick.Quantity };
            }
        }

        return [.. picked.GroupBy(p => (p.ProductId, p.BatchId, p.Condition)).Select(g => new PickedLine(g.Key.ProductId, g.Key.BatchId, g.Key.Condition, g.Sum(p => p.Quantity)))];
    }

    private static PickPlan Named(SendLine line, List<Held> candidates)
    {
        var take = candidates is [var only] ? Math.Min(line.Quantity, only.Batch.Available) : 0;
        return new PickPlan(take > 0 ? [new Pick(candidates[0].Batch.BatchId, candidates[0].Batch.Number, take)] : [], [], line.Quantity - take);
    }

    private static RefusalException Short(Product product, SendLine line, PickPlan plan)
    {
        var passed = string.Join("；", plan.Skipped.Select(s => $"批号 {s.Number} 有 {s.Quantity} {product.Unit}，{Words.Of(s.Reason)}"));
        var code = line.BatchId is null || plan.Skipped.Count == 0 ? "INSUFFICIENT_STOCK" : plan.Skipped[0].Reason switch
        {
            SkipReason.Expired => "EXPIRED",
            SkipReason.OnHold => "ON_HOLD",
            SkipReason.MinDaysLeft => "MIN_DAYS_LEFT",
            _ => "INSUFFICIENT_STOCK",
        };
        return new RefusalException(
            code, $"“{product.Text}”要发 {line.Quantity} {product.Unit}，还差 {plan.Missing} {product.Unit}。{(passed.Length > 0 ? $"没有取用：{passed}。" : "")}", RefusalKind.Refused,
            [new FieldError("Lines", $"“{product.Text}”还差 {plan.Missing} {product.Unit}")]);
    }

    private async Task<List<Held>> StockAsync(Store store, IEnumerable<Guid> productIds, DateOnly day, CancellationToken cancellationToken)
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
            .. rows.Select(r => new Held(
                r.Account.ProductId, r.Account.Condition,
                new PickCandidate(
                    r.Account.Id, r.Batch.Id, r.Batch.Number, r.Batch.ProducedOn, r.Batch.ExpiresOn, r.FirstIn ?? day, r.Batch.HoldReason.Length > 0, r.Account.Balance))),
        ];
    }

    private Task<Dictionary<Guid, int>> PacksAsync(IEnumerable<Guid> productIds, CancellationToken cancellationToken)
    {
        var ids = productIds.ToList();
        return db.Set<ProductPack>().Where(p => ids.Contains(p.ProductId)).GroupBy(p => p.ProductId).Select(g => new { g.Key, Units = g.Max(p => p.Units) })
            .ToDictionaryAsync(g => g.Key, g => g.Units, cancellationToken);
    }

    private sealed class Held(Guid productId, StockCondition condition, PickCandidate batch)
    {
        public Guid ProductId { get; } = productId;

        public StockCondition Condition { get; } = condition;

        public PickCandidate Batch { get; set; } = batch;
    }
}
