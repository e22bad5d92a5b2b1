using System.Globalization;
using Platform.Contracts.Messaging;

namespace Platform.Infrastructure.Ui;

/// <summary>How values are written on screen, in exports and on paper.</summary>
public static class Show
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static string Text(object? value, string? format = null) => value switch
    {
        null => "",
        string text => text,
        bool yes => yes ? "是" : "否",
        DateOnly day => day.ToString(format ?? "yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString(format ?? "HH:mm", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.ToOffset(China).ToString(format ?? "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        DateTime at => at.ToString(format ?? "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        YearMonth month => month.ToString(),
        decimal number => number.ToString(format ?? "#,##0.##", CultureInfo.InvariantCulture),
        double number => number.ToString(format ?? "#,##0.##", CultureInfo.InvariantCulture),
        int number => number.ToString(format ?? "0", CultureInfo.InvariantCulture),
        long number => number.ToString(format ?? "0", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(format, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>A rate 0..1 as a percentage with at most one decimal.</summary>
    public static string Percent(decimal? rate) =>
        rate is { } value ? value.ToString("0.#%", CultureInfo.InvariantCulture) : "—";

    /// <summary>Bytes as people read them; nothing for none.</summary>
    public static string Size(long bytes) => bytes switch
    {
        0 => "",
        < 1024 * 1024 => $"{bytes / 1024.0:0.#} KB",
        < 1024L * 1024 * 1024 => $"{bytes / 1048576.0:0.#} MB",
        _ => $"{bytes / 1073741824.0:0.##} GB",
    };

    /// <summary>For papers: 2026年4月2日.</summary>
    public static string ChineseDay(DateOnly day) => $"{day.Year}年{day.Month}月{day.Day}日";
}
