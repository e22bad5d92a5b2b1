using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;

namespace Platform.Oversight.Domain;

/// <summary>
/// When duties are due. An obligation belongs to the month in which its due date lies: closing that month freezes it. So the appraisal of
/// September, due 10 October, is frozen with October.
/// </summary>
internal static class DueDates
{
    /// <summary>First day of the period whose due date lies in <paramref name="month"/>; null when none does.</summary>
    public static DateOnly? PeriodDueIn(DutyDefinition duty, YearMonth month)
    {
        var last = month.AddMonths(-duty.DueMonthOffset);
        var length = Length(duty.Cadence);
        return last.Month % length == 0 ? last.AddMonths(1 - length).FirstDay : null;
    }

    /// <summary>The literal due date of a period; a day the month does not have means its last day.</summary>
    public static DateOnly DueOn(DutyDefinition duty, DateOnly period)
    {
        var month = YearMonth.Of(period).AddMonths(Length(duty.Cadence) - 1 + duty.DueMonthOffset);
        return month.FirstDay.AddDays(Math.Min(duty.DueDay, month.LastDay.Day) - 1);
    }

    /// <summary>First day of the period that contains a day.</summary>
    public static DateOnly PeriodOf(Cadence cadence, DateOnly day)
    {
        var length = Length(cadence);
        return new DateOnly(day.Year, ((day.Month - 1) / length * length) + 1, 1);
    }

    /// <summary>Chinese name of a period: 2026年10月, 2026年第3季度, 2026年上半年, 2026年.</summary>
    public static string NameOf(Cadence cadence, DateOnly period) => cadence switch
    {
        Cadence.Monthly => YearMonth.Of(period).ToChinese(),
        Cadence.Quarterly => $"{period.Year}年第{(period.Month + 2) / 3}季度",
        Cadence.HalfYearly => $"{period.Year}年{(period.Month == 1 ? "上半年" : "下半年")}",
        _ => $"{period.Year}年",
    };

    private static int Length(Cadence cadence) => cadence switch
    {
        Cadence.Monthly => 1,
        Cadence.Quarterly => 3,
        Cadence.HalfYearly => 6,
        _ => 12,
    };
}
