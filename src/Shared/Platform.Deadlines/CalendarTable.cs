namespace Platform.Deadlines;

public enum CalendarDayKind { Holiday, MakeupWorkday }

/// <summary>
/// The loaded holidays and make-up days, and the arithmetic over them. A plain Saturday or Sunday is a rest day, a make-up Saturday or
/// Sunday is not (L23a). Years without a loaded day are judged by weekday alone. Immutable.
/// </summary>
public sealed class CalendarTable(IReadOnlyDictionary<DateOnly, (CalendarDayKind Kind, string Name)> days)
{
    private readonly HashSet<int> years = [.. days.Keys.Select(d => d.Year)];

    /// <summary>Ascending.</summary>
    public IReadOnlyList<int> Years => [.. years.Order()];

    public bool IsLoaded(int year) => years.Contains(year);

    public string? NameOf(DateOnly day) => days.TryGetValue(day, out var known) ? known.Name : null;

    /// <summary>Null on an ordinary day.</summary>
    public CalendarDayKind? KindOf(DateOnly day) => days.TryGetValue(day, out var known) ? known.Kind : null;

    public bool IsWorkingDay(DateOnly day) => days.TryGetValue(day, out var known)
        ? known.Kind == CalendarDayKind.MakeupWorkday
        : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    public DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    public DateOnly Previous(DateOnly day)
    {
        do
        {
            day = day.AddDays(-1);
        }
        while (!IsWorkingDay(day));
        return day;
    }

    /// <summary>The <paramref name="count"/>-th working day after <paramref name="day"/>, before it when negative; the day itself for 0.</summary>
    public DateOnly Add(DateOnly day, int count)
    {
        for (var i = 0; i < count; i++)
        {
            day = OnOrAfter(day.AddDays(1));
        }

        for (var i = 0; i > count; i--)
        {
            day = Previous(day);
        }

        return day;
    }

    public IReadOnlyList<DateOnly> Between(DateOnly first, DateOnly last)
    {
        var found = new List<DateOnly>();
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (IsWorkingDay(day))
            {
                found.Add(day);
            }
        }

        return found;
    }

    /// <summary>The same table with the given years replaced as a whole by <paramref name="newer"/>.</summary>
    public CalendarTable With(IReadOnlyDictionary<DateOnly, (CalendarDayKind Kind, string Name)> newer)
    {
        var replaced = newer.Keys.Select(d => d.Year).ToHashSet();
        return new CalendarTable(days.Where(d => !replaced.Contains(d.Key.Year)).Concat(newer).ToDictionary(d => d.Key, d => d.Value));
    }
}
