using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;

namespace Platform.Oversight.Domain;

/// <summary>When a duty is due and reminded of at one place: the definition's own settings, or what a division has set instead.</summary>
/// <param name="RemindDays">Working days before the due date.</param>
/// <param name="NextWorkingDay">A due date that is no working day moves to the next one; otherwise the literal date counts.</param>
/// <param name="Off">Not owed here.</param>
internal sealed record DueRule(int MonthOffset, int Day, decimal Threshold, int RemindDays = 1, bool NextWorkingDay = false, bool Off = false)
{
    public static DueRule Of(DutyDefinition duty) => new(duty.DueMonthOffset, duty.DueDay, duty.Threshold);
}

/// <summary>
/// When duties are due. An obligation belongs to the month in which its literal due date lies: closing that month freezes it. So the appraisal of
/// September, due 10 October, is frozen with October, and a week belongs to the month of its last day.
/// </summary>
internal static class DueDates
{
    /// <summary>First days of the periods whose literal due date lies in <paramref name="month"/>, ascending; none as a rule for what is owed more rarely.</summary>
    public static IReadOnlyList<DateOnly> PeriodsDueIn(Cadence cadence, DueRule rule, YearMonth month)
    {
        if (cadence == Cadence.AfterLast)
        {
            return [month.FirstDay];
        }

        if (cadence == Cadence.Weekly)
        {
            var first = PeriodOf(Cadence.Weekly, month.FirstDay.AddDays(-7 * (rule.MonthOffset + 1)));
            return [.. Enumerable.Range(0, 8).Select(i => first.AddDays(7 * i)).Where(p => YearMonth.Of(DueOn(cadence, rule, p)) == month)];
        }

        var last = month.AddMonths(-rule.MonthOffset);
        var length = Length(cadence);
        return last.Month % length == 0 ? [last.AddMonths(1 - length).FirstDay] : [];
    }

    /// <summary>The literal due date of a period; a day the month does not have means its last day. For what follows the last time: the latest in the month.</summary>
    public static DateOnly DueOn(Cadence cadence, DueRule rule, DateOnly period)
    {
        switch (cadence)
        {
            case Cadence.AfterLast:
                return YearMonth.Of(period).LastDay;
            case Cadence.Weekly:
                return period.AddDays((7 * rule.MonthOffset) + Math.Min(rule.Day, 7) - 1);
            default:
                var month = YearMonth.Of(period).AddMonths(Length(cadence) - 1 + rule.MonthOffset);
                return month.FirstDay.AddDays(Math.Min(rule.Day, month.LastDay.Day) - 1);
        }
    }

    /// <summary>
    /// When what follows the last time is due, if that is in the month: so many months after it. What was missed before falls due again at the end of
    /// every month until it is done. Null: not due in this month.
    /// </summary>
    /// <param name="last">The last time before the month; where nobody knows one, the day from which records are kept.</param>
    public static DateOnly? DueAfter(DateOnly last, int months, YearMonth month)
    {
        var due = last.AddMonths(months);
        return due > month.LastDay ? null : due < month.FirstDay ? month.LastDay : due;
    }

    /// <summary>The date that counts: the literal one, or the next working day where that is set.</summary>
    public static DateOnly Settled(DateOnly due, DueRule rule, IWorkingDays days) => rule.NextWorkingDay ? days.OnOrAfter(due) : due;

    /// <summary>The working day on which the office is reminded.</summary>
    public static DateOnly RemindOn(DateOnly due, DueRule rule, IWorkingDays days) => days.Back(due, Math.Max(rule.RemindDays, 1));

    /// <summary>First day of the period that contains a day.</summary>
    public static DateOnly PeriodOf(Cadence cadence, DateOnly day)
    {
        if (cadence == Cadence.Weekly)
        {
            return day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        }

        var length = Length(cadence);
        return new DateOnly(day.Year, ((day.Month - 1) / length * length) + 1, 1);
    }

    /// <summary>Last day of the period that begins on a day.</summary>
    public static DateOnly EndOf(Cadence cadence, DateOnly period) =>
        cadence == Cadence.Weekly ? period.AddDays(6) : period.AddMonths(Length(cadence)).AddDays(-1);

    /// <summary>Chinese name of a period: 2026年10月, 2026年第3季度, 2026年上半年, 2026年, 2026年11月16日至22日.</summary>
    public static string NameOf(Cadence cadence, DateOnly period)
    {
        var end = EndOf(cadence, period);
        return cadence switch
        {
            Cadence.Weekly => $"{period.Year}年{period.Month}月{period.Day}日至{(end.Month == period.Month ? "" : $"{end.Month}月")}{end.Day}日",
            Cadence.Daily => YearMonth.Of(period).ToChinese() + "各工作日",
            Cadence.Quarterly => $"{period.Year}年第{(period.Month + 2) / 3}季度",
            Cadence.HalfYearly => $"{period.Year}年{(period.Month == 1 ? "上半年" : "下半年")}",
            Cadence.Yearly => $"{period.Year}年",
            _ => YearMonth.Of(period).ToChinese(),
        };
    }

    /// <summary>How often, in words: 每月, 距上次不超过6个月.</summary>
    public static string Often(DutyDefinition duty) => duty.Cadence switch
    {
        Cadence.Daily => "每个工作日",
        Cadence.Weekly => "每周",
        Cadence.Monthly => "每月",
        Cadence.Quarterly => "每季度",
        Cadence.HalfYearly => "每半年",
        Cadence.Yearly => "每年",
        _ => $"距上次不超过{duty.MonthsAfterLast}个月",
    };

    /// <summary>The due date in words: 当月最后一天, 次月10日, 本周星期日.</summary>
    public static string DueText(DutyDefinition duty, DueRule rule)
    {
        if (duty.Cadence == Cadence.AfterLast)
        {
            return $"上次完成后满{duty.MonthsAfterLast}个月之日";
        }

        if (duty.Cadence == Cadence.Weekly)
        {
            return (rule.MonthOffset == 0 ? "本周" : $"之后第{rule.MonthOffset}周") + "星期" + "一二三四五六日"[Math.Min(rule.Day, 7) - 1];
        }

        var month = (rule.MonthOffset, Length(duty.Cadence)) switch
        {
            (0, 1) => "当月",
            (0, _) => "期末月",
            (1, _) => "次月",
            var (offset, _) => $"期后第{offset}个月",
        };
        return month + (rule.Day >= 31 ? "最后一天" : $"{rule.Day}日");
    }

    private static int Length(Cadence cadence) => cadence switch
    {
        Cadence.Quarterly => 3,
        Cadence.HalfYearly => 6,
        Cadence.Yearly => 12,
        _ => 1,
    };
}
