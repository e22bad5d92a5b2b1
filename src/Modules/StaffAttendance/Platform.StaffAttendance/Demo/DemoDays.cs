using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Demo;

/// <summary>Invented clock-ins of one person and working day: mostly in order, now and then late, early, forgotten or away.</summary>
internal static class DemoDays
{
    public const int Start = WorkingHours.UsualStart;
    public const int End = WorkingHours.UsualEnd;

    // On either side of the threshold, and further off.
    private static readonly int[] Off = [1800, 1799, 1880, 1800, 2710, 1799, 3725, 2405];

    public static IEnumerable<int> Of(int site, int person, DateOnly day)
    {
        var who = (site * 16) + person;
        var kind = Dice.Throw(1000, who, day.DayNumber);
        var (arrival, departure) = (Start - 1200 + Dice.Throw(1500, who, day.DayNumber, 1), End + Dice.Throw(2100, who, day.DayNumber, 2));
        var off = Off[Dice.Throw(Off.Length, who, day.DayNumber, 3)];
        return kind switch
        {
            < 6 => [Start + off, departure],
            < 10 => [arrival, End - off],
            < 22 => [arrival],
            < 28 => [departure],
            < 36 => [],
            < 86 => [arrival, (12 * 3600) + 300, (13 * 3600) + 1500, departure],
            _ => [arrival, departure],
        };
    }
}
