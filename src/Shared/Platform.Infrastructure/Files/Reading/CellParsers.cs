using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.Infrastructure.Files.Reading;

/// <summary>Days, times and numbers in the forms people and Excel write them.</summary>
internal static partial class CellParsers
{
    private const int FirstYear = 1900;
    private const int LastYear = 2199;
    private const int PlainDayLength = 10;

    /// <summary>2026-11-03, 2026/11/3, 2026.11.3, 2026年11月3日, 20261103, Excel's day number; a midnight behind it is dropped.</summary>
    public static DateOnly? Date(string text)
    {
        var plain = CellText.Narrow(text);
        if (IsPlainDay(plain))
        {
            return PlainDay(plain);
        }

        var match = DatePattern().Match(plain);
        if (match.Success)
        {
            return match.Groups["time"].Success && Time(match.Groups["time"].Value) != TimeOnly.MinValue ? null : Day(match);
        }

        return ExcelNumber(plain) is { } number && number % 1 == 0 ? ExcelDay(number) : null;
    }

    /// <summary>8:00, 08:00:00, 8时30分, 上午/下午 and PM forms, Excel's fraction of a day.</summary>
    public static TimeOnly? Time(string text)
    {
        var plain = CellText.Narrow(text);
        if (IsPlainTime(plain))
        {
            return PlainTime(plain);
        }

        var match = TimePattern().Match(plain);
        if (!match.Success)
        {
            return ExcelNumber(plain) is { } number and >= 0 and < 1 && plain.Contains('.', StringComparison.Ordinal) ? ExcelTime(number) : null;
        }

        var (hour, minute) = (Number(match, "h"), Number(match, "m"));
        var second = match.Groups["s"].Success ? Number(match, "s") : 0;
        var half = match.Groups["half"].Value.ToUpperInvariant();
        if (half is ("下午" or "晚上" or "PM") && hour < 12)
        {
            hour += 12;
        }
        else if (half is "上午" or "AM" && hour == 12)
        {
            hour = 0;
        }

        return Clock(hour, minute, second);
    }

    /// <summary>A day and a time in one cell: 2026-11-03 08:01:22, with or without seconds, or Excel's number with a fraction.</summary>
    public static DateTime? Moment(string text)
    {
        var plain = CellText.Narrow(text);
        if (plain.Length > PlainDayLength && plain[PlainDayLength] == ' ' && IsPlainDay(plain.AsSpan(0, PlainDayLength)) && IsPlainTime(plain.AsSpan(PlainDayLength + 1)))
        {
            return PlainDay(plain.AsSpan(0, PlainDayLength)) is { } plainDay && PlainTime(plain.AsSpan(PlainDayLength + 1)) is { } plainTime ? plainDay.ToDateTime(plainTime) : null;
        }

        var match = DatePattern().Match(plain);
        if (match.Success)
        {
            return match.Groups["time"].Success && Day(match) is { } day && Time(match.Groups["time"].Value) is { } time ? day.ToDateTime(time) : null;
        }

        return ExcelNumber(plain) is { } number && number % 1 != 0 && ExcelDay(Math.Floor(number)) is { } excelDay
            ? excelDay.ToDateTime(ExcelTime(number % 1))
            : null;
    }

    /// <summary>Digits with thousands commas, plain or wide.</summary>
    public static decimal? Decimal(string text)
    {
        var plain = CellText.Narrow(text).Replace(",", "", StringComparison.Ordinal).Trim();
        return decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    // The forms machines write, 2026-11-03 and 08:01:22 or 08:01, come by the million: no pattern is needed for them.
    private static bool IsPlainDay(ReadOnlySpan<char> text) =>
        text.Length == PlainDayLength && text[4] is '-' or '/' or '.' && text[7] == text[4] && AllDigits(text[..4]) && AllDigits(text[5..7]) && AllDigits(text[8..]);

    private static DateOnly? PlainDay(ReadOnlySpan<char> text) => Day((Two(text, 0) * 100) + Two(text, 2), Two(text, 5), Two(text, 8));

    private static bool IsPlainTime(ReadOnlySpan<char> text) =>
        text.Length is 5 or 8 && text[2] == ':' && AllDigits(text[..2]) && AllDigits(text[3..5]) && (text.Length == 5 || (text[5] == ':' && AllDigits(text[6..])));

    private static TimeOnly? PlainTime(ReadOnlySpan<char> text) => Clock(Two(text, 0), Two(text, 3), text.Length == 8 ? Two(text, 6) : 0);

    private static bool AllDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    private static int Two(ReadOnlySpan<char> text, int at) => ((text[at] - '0') * 10) + text[at + 1] - '0';

    private static TimeOnly? Clock(int hour, int minute, int second) => hour < 24 && minute < 60 && second < 60 ? new TimeOnly(hour, minute, second) : null;

    private static DateOnly? Day(Match match) => Day(Number(match, "y"), Number(match, "mo"), Number(match, "d"));

    private static DateOnly? Day(int year, int month, int day) =>
        year is >= FirstYear and <= LastYear && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    private static double? ExcelNumber(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Day 1 is 1900-01-01, and Excel believes in a 29 February 1900; days before 1954 are not written as numbers by anybody.
    private static DateOnly? ExcelDay(double number) =>
        number is >= 20_000 and <= 109_574 ? DateOnly.FromDateTime(DateTime.FromOADate(number)) : null;

    private static TimeOnly ExcelTime(double fraction)
    {
        var seconds = (int)Math.Round(fraction * 86_400);
        return TimeOnly.FromTimeSpan(TimeSpan.FromSeconds(Math.Min(seconds, 86_399)));
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?:(?<y>[0-9]{4})(?<sep>[-/.])(?<mo>[0-9]{1,2})\k<sep>(?<d>[0-9]{1,2})|(?<y>[0-9]{4})\s*年\s*(?<mo>[0-9]{1,2})\s*月\s*(?<d>[0-9]{1,2})\s*[日号]|(?<y>[0-9]{4})(?<mo>[0-9]{2})(?<d>[0-9]{2}))(?:(?:\s+|T|(?<=[日号]))(?<time>\S.*))?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex DatePattern();

    [GeneratedRegex(
        @"^(?<half>上午|下午|早上|晚上)?\s*(?<h>[0-9]{1,2})\s*[:时点]\s*(?<m>[0-9]{1,2})(?:\s*分(?:\s*(?<s>[0-9]{1,2})\s*秒)?|\s*:\s*(?<s>[0-9]{1,2})(?:\.[0-9]+)?)?\s*(?<half>AM|PM|am|pm)?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex TimePattern();
}
