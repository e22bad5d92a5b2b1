namespace Platform.StaffAttendance.Features.Rosters;

internal static class RosterText
{
    private static readonly string[] Weekdays = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

    /// <summary>周六 休, 周六 补班（调休上班）, 周四 国庆节 休.</summary>
    public static string DayName(RosterDay day)
    {
        var weekday = Weekdays[(int)day.Day.DayOfWeek];
        return day.Holiday is { } name ? $"{weekday} {name}{(day.Working ? "（上班）" : " 休")}" : day.Working ? weekday : $"{weekday} 休";
    }
}
