using Platform.Contracts.Messaging;

namespace Platform.Supplies.Domain;

internal enum SkipReason { Expired, OnHold, MinDaysLeft, PartOfPack }

/// <param name="FirstIn">Day the first of it came into the store.</param>
internal sealed record PickCandidate(Guid AccountId, Guid BatchId, string Number, DateOnly? ProducedOn, DateOnly? ExpiresOn, DateOnly FirstIn, bool OnHold, long Available);

internal sealed record Pick(Guid BatchId, string Number, long Quantity);

/// <param name="Quantity">How much of it was passed over.</param>
internal sealed record Skip(Guid BatchId, string Number, long Quantity, SkipReason Reason);

/// <param name="Missing">How much could not be found; 0: all of it.</param>
internal sealed record PickPlan(IReadOnlyList<Pick> Picks, IReadOnlyList<Skip> Skipped, long Missing);

/// <summary>Which batches leave the store for a wanted quantity (P3-STREETSUPPLY-09a 先产先出, P3-STORAGE-03 先进先出). Nothing is passed over in silence.</summary>
internal static class PickingRules
{
    /// <param name="minDaysLeft">Batches with fewer days of use left stay.</param>
    /// <param name="pack">Only multiples of so many units leave; 1: any quantity.</param>
    public static PickPlan Plan(long wanted, IEnumerable<PickCandidate> candidates, PickingOrder order, int minDaysLeft, int pack, DateOnly today)
    {
        var (picks, skipped, left) = (new List<Pick>(), new List<Skip>(), wanted);
        foreach (var batch in InOrder(candidates.Where(c => c.Available > 0), order))
        {
            if (Why(batch, minDaysLeft, today) is { } reason)
            {
                skipped.Add(new Skip(batch.BatchId, batch.Number, batch.Available, reason));
                continue;
            }

            if (left == 0)
            {
                continue;
            }

            var take = Math.Min(left, batch.Available) / pack * pack;
            if (take > 0)
            {
                picks.Add(new Pick(batch.BatchId, batch.Number, take));
                left -= take;
            }

            if (left > 0 && batch.Available > take)
            {
                skipped.Add(new Skip(batch.BatchId, batch.Number, batch.Available - take, SkipReason.PartOfPack));
            }
        }

        return new PickPlan(picks, skipped, left);
    }

    /// <summary>Why a plan that misses something is refused: INSUFFICIENT_STOCK with the shortfall, for a named batch EXPIRED, ON_HOLD and MIN_DAYS_LEFT.</summary>
    /// <param name="named">The batch was named.</param>
    /// <param name="field">Where it is shown, with <paramref name="message"/>.</param>
    public static RefusalException Short(Product product, long wanted, bool named, PickPlan plan, string field, string message)
    {
        var passed = string.Join("；", plan.Skipped.Select(s => $"批号 {s.Number} 有 {s.Quantity} {product.Unit}，{Words.Of(s.Reason)}"));
        var code = !named || plan.Skipped.Count == 0 ? "INSUFFICIENT_STOCK" : plan.Skipped[0].Reason switch
        {
            SkipReason.Expired => "EXPIRED",
            SkipReason.OnHold => "ON_HOLD",
            SkipReason.MinDaysLeft => "MIN_DAYS_LEFT",
            _ => "INSUFFICIENT_STOCK",
        };
        return new RefusalException(
            code, $"“{product.Text}”要发 {wanted} {product.Unit}，还差 {plan.Missing} {product.Unit}。{(passed.Length > 0 ? $"没有取用：{passed}。" : "")}", RefusalKind.Refused,
            [new FieldError(field, message)]);
    }

    public static SkipReason? Why(PickCandidate batch, int minDaysLeft, DateOnly today) =>
        batch.ExpiresOn is { } last && last < today ? SkipReason.Expired
        : batch.OnHold ? SkipReason.OnHold
        : batch.ExpiresOn is { } end && end.DayNumber - today.DayNumber < minDaysLeft ? SkipReason.MinDaysLeft
        : null;

    // Unknown dates last; ties by expiry, then by number, so that the order is always the same.
    private static IEnumerable<PickCandidate> InOrder(IEnumerable<PickCandidate> batches, PickingOrder order) => order switch
    {
        PickingOrder.FirstIn => batches.OrderBy(b => b.FirstIn),
        PickingOrder.FirstExpired => batches.OrderBy(b => b.ExpiresOn ?? DateOnly.MaxValue),
        _ => batches.OrderBy(b => b.ProducedOn ?? DateOnly.MaxValue),
    } is var sorted ? sorted.ThenBy(b => b.ExpiresOn ?? DateOnly.MaxValue).ThenBy(b => b.Number, StringComparer.Ordinal) : [];
}
