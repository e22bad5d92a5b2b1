using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Dispatches;

/// <param name="Quantity">Base units.</param>
/// <param name="BatchId">Null: by the store's picking order.</param>
/// <param name="Quarantined">Goods set apart that go back up; their batch is named.</param>
internal sealed record SendLine(Guid ProductId, long Quantity, Guid? BatchId = null, bool Quarantined = false);

internal sealed record PickedLine(Guid ProductId, Guid BatchId, StockCondition Condition, long Quantity);

/// <summary>Which batches leave a store for the lines of a dispatch. Two statements, whatever the number of lines.</summary>
internal sealed class DispatchPicker(GoodsPicker goods)
{
    /// <summary>
    /// Named batches first, then the others in the store's order from what is left. Goods that go back up may be short of days and need not be whole packs. Refuses
    /// INSUFFICIENT_STOCK with the shortfall, for a named batch EXPIRED, ON_HOLD and MIN_DAYS_LEFT.
    /// </summary>
    public async Task<IReadOnlyList<PickedLine>> PickAsync(
        Store store, IReadOnlyDictionary<Guid, Product> products, IReadOnlyList<SendLine> lines, DispatchKind kind, DateOnly day, CancellationToken cancellationToken)
    {
        var stock = await goods.StockAsync(store, products.Keys, day, cancellationToken);
        var packs = store.WholePacks && kind != DispatchKind.Return ? await goods.PacksAsync(products.Keys, cancellationToken) : [];
        var minDaysLeft = kind == DispatchKind.Return ? 0 : store.MinDaysLeft;
        var picked = new List<PickedLine>();
        foreach (var line in lines.OrderBy(l => l.BatchId is null))
        {
            var condition = line.Quarantined ? StockCondition.Quarantine : StockCondition.Good;
            List<HeldGoods> candidates = [.. stock.Where(h => h.ProductId == line.ProductId && h.Condition == condition && (line.BatchId is null || h.Batch.BatchId == line.BatchId))];
            var plan = line.Quarantined
                ? Named(line, candidates)
                : PickingRules.Plan(line.Quantity, candidates.Select(h => h.Batch), store.Picking, minDaysLeft, packs.GetValueOrDefault(line.ProductId, 1), day);
            if (plan.Missing > 0)
            {
                var product = products[line.ProductId];
                throw PickingRules.Short(product, line.Quantity, line.BatchId is not null, plan, "Lines", $"“{product.Text}”还差 {plan.Missing} {product.Unit}");
            }

            foreach (var pick in plan.Picks)
            {
                picked.Add(new PickedLine(line.ProductId, pick.BatchId, condition, pick.Quantity));
                candidates.Find(h => h.Batch.BatchId == pick.BatchId)!.Take(pick.Quantity);
            }
        }

        return [.. picked.GroupBy(p => (p.ProductId, p.BatchId, p.Condition)).Select(g => new PickedLine(g.Key.ProductId, g.Key.BatchId, g.Key.Condition, g.Sum(p => p.Quantity)))];
    }

    private static PickPlan Named(SendLine line, List<HeldGoods> candidates)
    {
        var take = candidates is [var only] ? Math.Min(line.Quantity, only.Batch.Available) : 0;
        return new PickPlan(take > 0 ? [new Pick(candidates[0].Batch.BatchId, candidates[0].Batch.Number, take)] : [], [], line.Quantity - take);
    }
}
