using System.Globalization;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;

namespace Platform.StaffAttendance.Domain;

internal enum DayHalf { Morning, Afternoon }

/// <summary>From a half day to a half day, both included; counted in working half days, make-up days included (P4-ATTENDANCE-01).</summary>
internal readonly record struct LeaveSpan(DateOnly First, DayHalf FirstHalf, DateOnly Last, DayHalf LastHalf)
{
    /// <summary>Calendar days that one request may cover.</summary>
    public const int MostDays = 366;

    private int From => Slot(First, FirstHalf);

    private int To => Slot(Last, LastHalf);

    public bool IsOrdered => From <= To;

    public string Text => First == Last && FirstHalf != LastHalf
        ? Day(First)
        : First == Last ? $"{Day(First)}{Words.Of(FirstHalf)}" : $"{Day(First)}{Words.Of(FirstHalf)}至{Day(Last)}{Words.Of(LastHalf)}";

    public bool Covers(DateOnly day, DayHalf half) => Slot(day, half) >= From && Slot(day, half) <= To;

    public bool Overlaps(LeaveSpan other) => From <= other.To && other.From <= To;

    /// <summary>Begins and ends within the other one.</summary>
    public bool IsWithin(LeaveSpan other) => From >= other.From && To <= other.To;

    /// <summary>The same up to the half day before somebody was back; null when nothing is left.</summary>
    public LeaveSpan? Before(DateOnly day, DayHalf half)
    {
        var to = Slot(day, half) - 1;
        return to < From ? null : to >= To ? this : this with { Last = DayOf(to), LastHalf = HalfOf(to) };
    }

    /// <summary>The part after <paramref name="kept"/>, which begins like this one; null when nothing was cut.</summary>
    public LeaveSpan? Cut(LeaveSpan kept) => kept.To >= To ? null : this with { First = DayOf(kept.To + 1), FirstHalf = HalfOf(kept.To + 1) };

    public int HalfDays(IWorkingDays calendar) => HalfDaysWithin(First, Last, calendar);

    /// <summary>Working half days by calendar month, the month's first day as key; months without any are left out.</summary>
    public IReadOnlyDictionary<DateOnly, int> ByMonth(IWorkingDays calendar)
    {
        var months = new SortedDictionary<DateOnly, int>();
        for (var month = new DateOnly(First.Year, First.Month, 1); month <= Last; month = month.AddMonths(1))
        {
            if (HalfDaysWithin(month, month.AddMonths(1).AddDays(-1), calendar) is > 0 and var count)
            {
                months.Add(month, count);
            }
        }

        return months;
    }

    /// <summary>No working half day lies between the two, and none is in both.</summary>
    public bool IsAdjacentTo(LeaveSpan other, IWorkingDays calendar)
    {
        if (Overlaps(other))
        {
            return false;
        }

        var (from, to) = To < other.From ? (To + 1, other.From - 1) : (other.To + 1, From - 1);
        return from > to || new LeaveSpan(DayOf(from), HalfOf(from), DayOf(to), HalfOf(to)).HalfDays(calendar) == 0;
    }

    /// <summary>Refuses SPAN_REVERSED, SPAN_TOO_LONG, and NOT_A_WORKDAY where a half day was asked for on a rest day or no working day is in it.</summary>
    public void Check(IWorkingDays calendar)
    {
        if (!IsOrdered)
        {
            throw Refuse("SPAN_REVERSED", "请假的结束时间不能早于开始时间。", "Last", "早于开始时间");
        }

        if (Last.DayNumber - First.DayNumber >= MostDays)
        {
            throw Refuse("SPAN_TOO_LONG", "一次请假不能超过一年，请分次办理。", "Last", "超过一年");
        }

        if (FirstHalf == DayHalf.Afternoon && !calendar.IsWorkingDay(First))
        {
            throw NotAWorkday(First, "First", calendar);
        }

        if (LastHalf == DayHalf.Morning && !calendar.IsWorkingDay(Last))
        {
            throw NotAWorkday(Last, "Last", calendar);
        }

        if (HalfDays(calendar) == 0)
        {
            throw NotAWorkday(First, "First", calendar);
        }
    }

    private int HalfDaysWithin(DateOnly first, DateOnly last, IWorkingDays calendar)
    {
        var (from, to) = (first > First ? first : First, last < Last ? last : Last);
        if (from > to)
        {
            return 0;
        }

        var count = calendar.WorkingDaysBetween(from, to).Count * 2;
        count -= from == First && FirstHalf == DayHalf.Afternoon && calendar.IsWorkingDay(First) ? 1 : 0;
        return count - (to == Last && LastHalf == DayHalf.Morning && calendar.IsWorkingDay(Last) ? 1 : 0);
    }

    private static RefusalException NotAWorkday(DateOnly day, string field, IWorkingDays calendar) => Refuse(
        "NOT_A_WORKDAY", $"{Day(day)}{(calendar.NameOf(day) is { } name ? $"（{name}）" : "")}不是工作日，不需要请假。请假按工作日计算，调休上班的日子算工作日。", field, "不是工作日");

    private static RefusalException Refuse(string code, string detail, string field, string message) => new(code, detail, RefusalKind.Refused, [new FieldError(field, message)]);

    private static int Slot(DateOnly day, DayHalf half) => (day.DayNumber * 2) + (int)half;

    private static DateOnly DayOf(int slot) => DateOnly.FromDayNumber(slot / 2);

    private static DayHalf HalfOf(int slot) => (DayHalf)(slot % 2);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
