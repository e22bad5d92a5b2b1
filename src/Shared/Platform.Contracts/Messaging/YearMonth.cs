using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.Contracts.Messaging;

/// <summary>A calendar month, written <c>2026-10</c>. Stored as the <see cref="DateOnly"/> of its first day.</summary>
public readonly partial record struct YearMonth(int Year, int Month) : IComparable<YearMonth>, IParsable<YearMonth>
{
    public DateOnly FirstDay => new(Year, Month, 1);

    public DateOnly LastDay => FirstDay.AddMonths(1).AddDays(-1);

    public YearMonth AddMonths(int months) => Of(FirstDay.AddMonths(months));

    public static YearMonth Of(DateOnly day) => new(day.Year, day.Month);

    public int CompareTo(YearMonth other) => FirstDay.CompareTo(other.FirstDay);

    /// <summary>Chinese form: 2026年10月.</summary>
    public string ToChinese() => $"{Year}年{Month}月";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}");

    public static YearMonth Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var value) ? value : throw new FormatException($"'{s}' is not a month; write yyyy-MM.");

    public static bool TryParse(string? s, IFormatProvider? provider, out YearMonth result)
    {
        result = default;
        var match = Pattern().Match(s?.Trim() ?? "");
        if (!match.Success)
        {
            return false;
        }

        var (year, month) = (int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture));
        if (year < 2000 || month is < 1 or > 12)
        {
            return false;
        }

        result = new YearMonth(year, month);
        return true;
    }

    [GeneratedRegex("^([0-9]{4})-([0-9]{2})$")]
    private static partial Regex Pattern();
}
