using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.StaffAttendance.Domain;

/// <summary>Forms of days and times as a clock writes them, in .NET's letters y M d H h m s t and signs between them.</summary>
internal static partial class DeviceFormat
{
    /// <summary>True: the form can be used and says a whole day, or a time at least to the minute.</summary>
    public static bool IsGood(string format, bool day, bool time) =>
        format.Length is > 0 and <= 40 && Letters().IsMatch(format)
        && (!day || (format.Contains("yy", StringComparison.Ordinal) && format.Contains('M', StringComparison.Ordinal) && format.Contains('d', StringComparison.Ordinal)))
        && (!time || (format.Contains('m', StringComparison.Ordinal) && (format.Contains('H', StringComparison.Ordinal)
            || (format.Contains('h', StringComparison.Ordinal) && format.Contains('t', StringComparison.Ordinal)))))
        && (day || !DayLetters().IsMatch(format)) && (time || !TimeLetters().IsMatch(format));

    public static DateOnly? Day(string text, string format) =>
        DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static TimeOnly? Time(string text, string format) =>
        TimeOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    public static DateTime? Moment(string text, string format) =>
        DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null;

    /// <summary>A cell of a workbook that holds a real day or time comes in one form, whatever the clock's own is: year first, or with colons.</summary>
    public static bool IsPlain(string text) => Plain().IsMatch(text);

    [GeneratedRegex(@"^[yMdHhmst\-/.: 年月日时分秒T]+$")]
    private static partial Regex Letters();

    [GeneratedRegex("[yMd]")]
    private static partial Regex DayLetters();

    [GeneratedRegex("[Hhmst]")]
    private static partial Regex TimeLetters();

    [GeneratedRegex(@"^(?:[0-9]{4}-[0-9]{2}-[0-9]{2})?\s?(?:[0-9]{2}:[0-9]{2}:[0-9]{2})?$")]
    private static partial Regex Plain();
}
