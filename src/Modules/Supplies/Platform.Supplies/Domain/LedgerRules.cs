using Platform.Contracts.Messaging;

namespace Platform.Supplies.Domain;

/// <summary>What a new line does to the balances of an account, and when it is refused. Without database: properties are tested here.</summary>
internal static class LedgerRules
{
    /// <summary>Largest quantity and balance: what every figure and sum of the platform holds without overflow.</summary>
    public const long Most = 1_000_000_000;

    /// <summary>
    /// The lines that enter a quantity on a day: the line itself, and where a later count exists one dated at it that keeps the balances from the count on. Refuses
    /// INSUFFICIENT_STOCK (of the day itself), NEGATIVE_LATER_BALANCE (of a later day before the count) and NUMBER_TOO_LARGE.
    /// </summary>
    /// <param name="balance">Today's, before the line.</param>
    /// <param name="later">Sums of the entries by day after <paramref name="day"/>, ascending.</param>
    /// <param name="countedOn">First day after <paramref name="day"/> with a count; null: none.</param>
    /// <param name="what">Names the goods in a refusal.</param>
    public static IReadOnlyList<(DateOnly Day, long Quantity, bool Compensates)> Enter(
        long balance, DateOnly day, long quantity, IReadOnlyList<(DateOnly Day, long Sum)> later, DateOnly? countedOn, string what)
    {
        if (quantity is 0 or < -Most or > Most)
        {
            throw new RefusalException("NUMBER_TOO_LARGE", $"{what}：数量须在 1 至 {Most} 之间。", RefusalKind.Invalid, [new FieldError("Quantity", "数量超出范围")]);
        }

        // Balance at the end of the day itself, then of each later day with movements.
        var at = balance - later.Sum(l => l.Sum);
        var (lowest, lowestDay, highest) = (at, day, at);
        foreach (var (on, sum) in later)
        {
            if (countedOn is { } counted && on >= counted)
            {
                break;
            }

            at += sum;
            highest = Math.Max(highest, at);
            if (at < lowest)
            {
                (lowest, lowestDay) = (at, on);
            }
        }

        if (lowest + quantity < 0)
        {
            throw lowestDay == day
                ? new RefusalException(
                    "INSUFFICIENT_STOCK", $"{what}：库存 {lowest}，需要 {-quantity}，还差 {-quantity - lowest}。", RefusalKind.Refused, [new FieldError("Quantity", $"还差 {-quantity - lowest}")])
                : new RefusalException(
                    "NEGATIVE_LATER_BALANCE", $"{what}：补记后 {lowestDay:yyyy-MM-dd} 的结存将为 {lowest + quantity}，不能小于零。请核对发生日期和数量。", RefusalKind.Refused,
                    [new FieldError("Quantity", $"{lowestDay:yyyy-MM-dd} 结存不足")]);
        }

        if (highest + quantity > Most)
        {
            throw new RefusalException("NUMBER_TOO_LARGE", $"{what}：结存将超过 {Most}。请核对数量。", RefusalKind.Invalid, [new FieldError("Quantity", "结存超出范围")]);
        }

        return countedOn is { } count ? [(day, quantity, false), (count, -quantity, true)] : [(day, quantity, false)];
    }
}
