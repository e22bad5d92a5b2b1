namespace Platform.Infrastructure.Calendar;

/// <summary>The loaded days, and the arithmetic over them. Immutable.</summary>
internal sealed class CalendarTable(IReadOnlyDictionary<DateOnly, (CalendarDayKind Kind, string Name)> days)
{
    private readonly HashSet<int> years = [.. days.Keys.Select(d => d.Year)];

    public bool IsLoaded(int year) => years.Contains(year);

    public string? NameOf(DateOnly day) => days.TryGetValue(day, out var known) ? known.Name : null;

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
}
