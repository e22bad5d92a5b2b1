namespace Platform.Contracts.Divisions;

/// <summary>The working-day calendar: the imported table of holidays and make-up days, the weekday otherwise.</summary>
public interface IWorkingDays
{
    /// <summary>A day of a year that is not loaded is judged by weekday alone; see <see cref="IsLoaded"/>.</summary>
    bool IsWorkingDay(DateOnly day);

    /// <summary>The first working day on or after <paramref name="day"/>.</summary>
    DateOnly OnOrAfter(DateOnly day);

    /// <summary>The first working day after <paramref name="day"/>.</summary>
    DateOnly Next(DateOnly day);

    /// <summary>The last working day before <paramref name="day"/>.</summary>
    DateOnly Previous(DateOnly day);

    /// <summary>Name of the holiday or make-up day; null on an ordinary day.</summary>
    string? NameOf(DateOnly day);

    /// <summary>False: no table for that year, so the answers are provisional.</summary>
    bool IsLoaded(int year);

    IReadOnlyList<DateOnly> WorkingDaysBetween(DateOnly first, DateOnly last);
}

public static class WorkingDaysExtensions
{
    /// <summary>The working day that lies so many working days before a day.</summary>
    public static DateOnly Back(this IWorkingDays calendar, DateOnly day, int count)
    {
        for (var i = 0; i < count; i++)
        {
            day = calendar.Previous(day);
        }

        return day;
    }
}
