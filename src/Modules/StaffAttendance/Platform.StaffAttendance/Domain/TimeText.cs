using System.Globalization;

namespace Platform.StaffAttendance.Domain;

/// <summary>How seconds of a day and lengths of time are written.</summary>
internal static class TimeText
{
    /// <summary>A time of day: 07:58 or 07:58:03.</summary>
    public static string Of(int second) => second % 60 == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{second / 3600:00}:{second / 60 % 60:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{second / 3600:00}:{second / 60 % 60:00}:{second % 60:00}");

    /// <summary>A length of time, for example 30 分 0 秒.</summary>
    public static string Length(int seconds) =>
        seconds >= 3600 ? $"{seconds / 3600} 小时 {seconds / 60 % 60} 分 {seconds % 60} 秒" : $"{seconds / 60} 分 {seconds % 60} 秒";

    public static int Seconds(TimeOnly time) => (time.Hour * 3600) + (time.Minute * 60) + time.Second;

    public static TimeOnly Time(int second) => TimeOnly.FromTimeSpan(TimeSpan.FromSeconds(second));
}
