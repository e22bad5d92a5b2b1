using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;

namespace Platform.Oversight.Domain;

internal enum ScheduleCadence { Daily, Weekly, Monthly, Quarterly, Yearly }

/// <summary>What becomes of an occurrence on a rest day. A daily schedule leaves it out under both of the last two.</summary>
internal enum WorkingDayRule { Literal, NextWorkingDay, PreviousWorkingDay }

/// <param name="Nominal">The day by the calendar; names the occurrence.</param>
/// <param name="Day">The day after the working-day rule.</param>
internal readonly record struct Occurrence(DateOnly Nominal, DateOnly Day, int Hour)
{
    public DateTimeOffset At(TimeSpan offset) => new(Day.ToDateTime(new TimeOnly(Hour, 0)), offset);

    public bool Moved => Day != Nominal;
}

/// <summary>When a recurring check runs.</summary>
/// <param name="Month">Month of the year (1..12) or of the quarter (1..3).</param>
/// <param name="Day">Day of the month, 31 meaning the last; weekly: 1 Monday .. 7 Sunday.</param>
/// <param name="Hour">0..23, China time.</param>
internal readonly record struct ScheduleRule(ScheduleCadence Cadence, int Month, int Day, int Hour, WorkingDayRule DayRule)
{
    // Long holidays are shorter than this, so an occurrence is never moved further.
    private const int FurthestMove = 20;

    /// <summary>Occurrences by nominal day, from <paramref name="first"/> on, without end.</summary>
    public IEnumerable<Occurrence> From(DateOnly first, IWorkingDays days)
    {
        foreach (var nominal in Nominal(first))
        {
            if (Cadence == ScheduleCadence.Daily && DayRule != WorkingDayRule.Literal && !days.IsWorkingDay(nominal))
            {
                continue;
            }

            yield return new Occurrence(nominal, DayRule switch
            {
                WorkingDayRule.NextWorkingDay => days.OnOrAfter(nominal),
                WorkingDayRule.PreviousWorkingDay when !days.IsWorkingDay(nominal) => days.Previous(nominal),
                _ => nominal,
            }, Hour);
        }
    }

    /// <summary>The next occurrences after a moment.</summary>
    public IReadOnlyList<Occurrence> Next(DateTimeOffset now, DateOnly first, int count, IWorkingDays days)
    {
        var start = DateOnly.FromDateTime(now.DateTime).AddDays(-FurthestMove);
        return [.. From(start > first ? start : first, days).Where(o => o.At(now.Offset) > now).Take(count)];
    }

    /// <summary>The newest occurrence whose time has come; null when none has since <paramref name="first"/>. Older ones that were missed stay missed.</summary>
    public Occurrence? Newest(DateTimeOffset now, DateOnly first, IWorkingDays days)
    {
        var today = DateOnly.FromDateTime(now.DateTime);
        var start = today.AddDays(-Longest);
        Occurrence? newest = null;
        foreach (var occurrence in From(start > first ? start : first, days).TakeWhile(o => o.Nominal <= today.AddDays(FurthestMove)))
        {
            newest = occurrence.At(now.Offset) <= now ? occurrence : newest;
        }

        return newest;
    }

    /// <summary>For example 每月5日2时，遇休息日顺延到下一个工作日.</summary>
    public string InWords() => Cadence switch
    {
        ScheduleCadence.Daily => DayRule == WorkingDayRule.Literal ? "每天" : "每个工作日",
        ScheduleCadence.Weekly => "每周" + "一二三四五六日"[Day - 1],
        ScheduleCadence.Monthly => "每月" + DayText,
        ScheduleCadence.Quarterly => $"每季度第{Month}个月{DayText}",
        _ => $"每年{Month}月{DayText}",
    } + $"{Hour}时" + (Cadence == ScheduleCadence.Daily ? "" : DayRule switch
    {
        WorkingDayRule.NextWorkingDay => "，遇休息日顺延到下一个工作日",
        WorkingDayRule.PreviousWorkingDay => "，遇休息日提前到上一个工作日",
        _ => "",
    });

    private string DayText => Day == 31 ? "最后一日" : $"{Day}日";

    private int Longest => FurthestMove + (Cadence switch
    {
        ScheduleCadence.Daily => 1,
        ScheduleCadence.Weekly => 7,
        ScheduleCadence.Monthly => 31,
        ScheduleCadence.Quarterly => 92,
        _ => 366,
    });

    private IEnumerable<DateOnly> Nominal(DateOnly first)
    {
        if (Cadence is ScheduleCadence.Daily or ScheduleCadence.Weekly)
        {
            var step = Cadence == ScheduleCadence.Daily ? 1 : 7;
            var day = Cadence == ScheduleCadence.Daily ? first : first.AddDays((Day - Weekday(first) + 7) % 7);
            for (; day.Year < DateOnly.MaxValue.Year; day = day.AddDays(step))
            {
                yield return day;
            }

            yield break;
        }

        var length = Cadence switch { ScheduleCadence.Monthly => 1, ScheduleCadence.Quarterly => 3, _ => 12 };
        for (var month = YearMonth.Of(first); month.Year < DateOnly.MaxValue.Year; month = month.AddMonths(1))
        {
            var day = month.FirstDay.AddDays(Math.Min(Day, month.LastDay.Day) - 1);
            if ((length == 1 || (month.Month - 1) % length == Month - 1) && day >= first)
            {
                yield return day;
            }
        }
    }

    private static int Weekday(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;
}
