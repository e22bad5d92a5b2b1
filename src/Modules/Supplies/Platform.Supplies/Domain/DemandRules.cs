using Platform.Contracts.Messaging;

namespace Platform.Supplies.Domain;

/// <summary>For which period a store asks, and how much it needs. Without database.</summary>
internal static class DemandRules
{
    /// <summary>Full months whose issues say how much is needed (average of the last three).</summary>
    public const int LookBack = 3;

    /// <summary>A township asks by the quarter (P3-STREETSUPPLY-12), those below it by the month (P3-STREETSUPPLY-04).</summary>
    public static int Months(StoreLevel level) => level is StoreLevel.Community or StoreLevel.Point ? 1 : 3;

    /// <summary>Months of stock a store keeps: a township three (P3-STREETSUPPLY-09a), a community one.</summary>
    public static int Cover(StoreLevel level) => level is StoreLevel.Community or StoreLevel.Point ? 1 : 3;

    /// <summary>First day of the period a day lies in.</summary>
    public static DateOnly PeriodOf(StoreLevel level, DateOnly day) => Months(level) == 1 ? new DateOnly(day.Year, day.Month, 1) : new DateOnly(day.Year, (((day.Month - 1) / 3) * 3) + 1, 1);

    /// <summary>The period of today and the next one: these can be asked for.</summary>
    public static IReadOnlyList<DateOnly> Periods(StoreLevel level, DateOnly today) => [PeriodOf(level, today), PeriodOf(level, today).AddMonths(Months(level))];

    /// <summary>2026年四季度, 2026年11月.</summary>
    public static string Text(DateOnly period, int months) => months == 1 ? $"{period.Year}年{period.Month}月" : $"{period.Year}年{"一二三四"[(period.Month - 1) / 3]}季度";

    /// <summary>
    /// Base units to ask for: what the period uses and what is to be left at its end, less what can be used already; in whole packs upwards.
    /// </summary>
    /// <param name="issued">In the last <see cref="LookBack"/> full months.</param>
    /// <param name="available">Usable in the store and on the way.</param>
    /// <param name="pack">Units of the smallest pack; 1: none.</param>
    public static long Need(StoreLevel level, long issued, long available, long pack)
    {
        var months = Months(level) + Cover(level);
        var need = (((Math.Max(issued, 0) * months) + LookBack - 1) / LookBack) - available;
        return need <= 0 ? 0 : Math.Min((need + pack - 1) / pack * pack, LedgerRules.Most);
    }

    /// <summary>Refuses WRONG_PERIOD.</summary>
    public static void RefusePeriod(Store store, DateOnly period, DateOnly today)
    {
        var periods = Periods(store.Level, today);
        if (!periods.Contains(period))
        {
            throw new RefusalException(
                "WRONG_PERIOD", $"只能申报{string.Join("或", periods.Select(p => Text(p, Months(store.Level))))}的需求。", RefusalKind.Invalid, [new FieldError("Period", "请选择供应期")]);
        }
    }

    /// <summary>What an approved demand allows to be sent now. Refuses EXCEEDS_APPROVAL.</summary>
    /// <param name="what">Names the goods.</param>
    public static void RefuseExcess(string what, string unit, long approved, long sent, long wanted)
    {
        if (wanted > approved - sent)
        {
            throw new RefusalException(
                "EXCEEDS_APPROVAL", $"“{what}”批准 {approved} {unit}，已发 {sent} {unit}，这次最多再发 {approved - sent} {unit}。", RefusalKind.Refused,
                [new FieldError("Lines", $"“{what}”超过批准数量")]);
        }
    }

    public static string Of(DemandState state) => state switch
    {
        DemandState.Submitted => "待审批",
        DemandState.Approved => "已批准",
        DemandState.Fulfilled => "已发齐",
        DemandState.Refused => "已退回",
        DemandState.Withdrawn => "已撤回",
        _ => "已结束",
    };
}
