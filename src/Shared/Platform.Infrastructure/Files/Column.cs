using System.Globalization;
using Platform.Infrastructure.Files.Reading;

namespace Platform.Infrastructure.Files;

/// <summary>The kinds of columns imports are made of.</summary>
public static class Column
{
    /// <summary>Words: kept as they are, blanks around them dropped.</summary>
    public static ImportColumn<string> Text(string name, bool required, string example, string help = "", int max = 200, params string[] aliases) =>
        new(name, required, example, help, text => text) { Aliases = aliases, MaxLength = max };

    /// <summary>A number or code: full-width digits and letters become plain ones, blanks inside are dropped.</summary>
    public static ImportColumn<string> Code(string name, bool required, string example, string help = "", int max = 40, params string[] aliases) =>
        new(name, required, example, help, text => CellText.WithoutBlanks(CellText.Narrow(text))) { Aliases = aliases, MaxLength = max };

    /// <summary>A person's name; every kind of middle dot becomes "·" (U+00B7).</summary>
    public static ImportColumn<string> PersonName(string name, bool required, string example, string help = "", params string[] aliases) =>
        new(name, required, example, help, Names.Tidy) { Aliases = aliases, MaxLength = 50 };

    public static ImportColumn<DateOnly> Date(string name, bool required, string example, string help = "", params string[] aliases) =>
        new(name, required, example, help, text => CellParsers.Date(text) is { } day ? day : Parsed<DateOnly>.No("不是有效的日期"))
        {
            Aliases = aliases,
            Allowed = "如 2026-11-03、2026/11/3、2026年11月3日",
        };

    public static ImportColumn<TimeOnly> Time(string name, bool required, string example, string help = "", params string[] aliases) =>
        new(name, required, example, help, text => CellParsers.Time(text) is { } time ? time : Parsed<TimeOnly>.No("不是有效的时间"))
        {
            Aliases = aliases,
            Allowed = "如 8:00、08:00:00",
        };

    /// <summary>Day and time in one cell.</summary>
    public static ImportColumn<DateTime> Moment(string name, bool required, string example, string help = "", params string[] aliases) =>
        new(name, required, example, help, text => CellParsers.Moment(text) is { } moment ? moment : Parsed<DateTime>.No("不是有效的日期和时间"))
        {
            Aliases = aliases,
            Allowed = "如 2026-11-03 08:01:22",
        };

    public static ImportColumn<int> Whole(string name, bool required, string example, int min, int max, string help = "", params string[] aliases) =>
        new(name, required, example, help, text =>
            CellParsers.Decimal(text) is not { } number ? Parsed<int>.No("不是数字")
            : number != decimal.Truncate(number) ? Parsed<int>.No("不是整数")
            : number < min || number > max ? Parsed<int>.No("超出范围")
            : (int)number)
        {
            Aliases = aliases,
            Allowed = string.Create(CultureInfo.InvariantCulture, $"{min} 至 {max} 的整数"),
        };

    /// <param name="decimals">Most digits after the point.</param>
    public static ImportColumn<decimal> Decimal(string name, bool required, string example, decimal min, decimal max, int decimals, string help = "", params string[] aliases) =>
        new(name, required, example, help, text =>
            CellParsers.Decimal(text) is not { } number ? Parsed<decimal>.No("不是数字")
            : number != decimal.Round(number, decimals) ? Parsed<decimal>.No("小数位数太多")
            : number < min || number > max ? Parsed<decimal>.No("超出范围")
            : number)
        {
            Aliases = aliases,
            Allowed = string.Create(CultureInfo.InvariantCulture, $"{min} 至 {max}，最多 {decimals} 位小数"),
        };

    /// <summary>是 or 否.</summary>
    public static ImportColumn<bool> YesNo(string name, bool required, string example, string help = "", params string[] aliases) =>
        Choice(name, required, example, [("是", true), ("否", false)], help, aliases);

    /// <summary>One word of a list.</summary>
    /// <param name="words">Accepted words, also synonyms, with what they mean; the first of each meaning is shown.</param>
    public static ImportColumn<TValue> Choice<TValue>(
        string name, bool required, string example, IReadOnlyList<(string Word, TValue Value)> words, string help = "", params string[] aliases)
        where TValue : notnull =>
        new(name, required, example, help, text =>
        {
            var key = CellText.Narrow(text);
            foreach (var (word, value) in words)
            {
                if (string.Equals(word, key, StringComparison.OrdinalIgnoreCase))
                {
                    return value;
                }
            }

            return Parsed<TValue>.No("不在允许值之内");
        })
        {
            Aliases = aliases,
            Allowed = string.Join("、", words.DistinctBy(w => w.Value).Select(w => w.Word)),
        };
}
