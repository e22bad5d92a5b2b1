using System.Globalization;
using Platform.Contracts.Messaging;
using Platform.Deadlines;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Files.Reading;

namespace Platform.Infrastructure.Calendar;

/// <summary>
/// A file of holidays and make-up days: workbook or delimited text in UTF-8 or GB18030, columns 日期, 类别, 名称 in any order. Every fault is
/// told with its row and column; what looks incomplete is a warning.
/// </summary>
internal sealed class CalendarFile
{
    private const int FirstYear = 2000;
    private const int LastYear = 2099;
    private const int LongestName = 50;

    // Since 2008 the year has these seven (L23).
    private static readonly string[] Festivals = ["元旦", "春节", "清明", "劳动", "端午", "中秋", "国庆"];
    private const int FestivalsSince = 2008;

    private const string MidAutumn = "中秋";

    private static readonly HeaderNames[] Columns =
    [
        new("日期", ["date", "day"], true), new("类别", ["kind", "类型"], true), new("名称", ["name", "name_zh", "节日"], true),
    ];

    private readonly Dictionary<DateOnly, (CalendarDayKind Kind, string Name)> days = [];
    private readonly Dictionary<DateOnly, int> rows = [];
    private readonly List<ImportIssue> issues = [];

    private CalendarFile(string fileName) => FileName = fileName;

    public string FileName { get; }

    public IReadOnlyDictionary<DateOnly, (CalendarDayKind Kind, string Name)> Days => days;

    public IReadOnlyList<ImportIssue> Issues => issues;

    /// <summary>Ascending.</summary>
    public IReadOnlyList<int> Years => [.. days.Keys.Select(d => d.Year).Distinct().Order()];

    public DateOnly FirstDay => new(Years[0], 1, 1);

    public DateOnly LastDay => new(Years[^1], 12, 31);

    public IReadOnlyList<string> Warnings =>
    [
        .. from year in Years
           where year >= FestivalsSince
           let missing = Festivals.Where(f => !(f == MidAutumn && MidAutumnIsNationalDay(year)) && !days.Any(d => d.Key.Year == year && d.Value.Kind == CalendarDayKind.Holiday && d.Value.Name.Contains(f, StringComparison.Ordinal))).ToList()
           where missing.Count > 0
           select $"{year} 年缺少 {string.Join("、", missing)} 的放假日，请核对国务院办公厅的通知是否完整。",
    ];

    // In such a year (2020) the notice speaks of one holiday for both.
    private static bool MidAutumnIsNationalDay(int year)
    {
        var lunar = new ChineseLunisolarCalendar();
        var leap = lunar.GetLeapMonth(year);
        return lunar.ToDateTime(year, leap is > 0 and <= 8 ? 9 : 8, 15, 0, 0, 0, 0) is { Month: 10, Day: <= 3 };
    }

    /// <summary>Refuses only what is no table at all; faults of rows are in <see cref="Issues"/>.</summary>
    public static CalendarFile Read(string fileName, byte[] content)
    {
        var file = new CalendarFile(fileName);
        var table = TableReader.Open(content, Columns);
        foreach (var row in table.Rows)
        {
            string Cell(int column) => table.Positions[column] is >= 0 and var i && i < row.Cells.Length ? row.Cells[i].Trim() : "";
            file.Take(row.Number, Cell(0), Cell(1), Cell(2));
        }

        return file;
    }

    /// <summary>Refuses CALENDAR_FILE at the first fault, or when the file holds no day.</summary>
    public void Demand()
    {
        if (issues.Count > 0)
        {
            var first = issues[0];
            throw new RefusalException(
                "CALENDAR_FILE",
                $"文件“{FileName}”第 {first.Row} 行“{first.Column}”列的值“{first.Value}”不对：{first.Reason}{(first.Allowed is null ? "" : $"，应为 {first.Allowed}")}。{(issues.Count > 1 ? $"共 {issues.Count} 处，" : "")}工作日历没有改变。");
        }

        if (days.Count == 0)
        {
            throw new RefusalException("CALENDAR_FILE", $"文件“{FileName}”里没有放假或补班的日期，工作日历没有改变。");
        }
    }

    private void Take(int row, string dayText, string kindText, string name)
    {
        var before = issues.Count;
        void Bad(string column, string value, string reason, string? allowed = null) => issues.Add(new ImportIssue(row, column, value, reason, allowed));

        var day = CellParsers.Date(dayText);
        if (day is null || day.Value.Year is < FirstYear or > LastYear)
        {
            Bad("日期", dayText, "不是有效的日期", $"{FirstYear} 至 {LastYear} 年的日期，如 2026-10-01");
        }

        CalendarDayKind? kind = kindText.ToLowerInvariant() switch
        {
            "放假" or "holiday" => CalendarDayKind.Holiday,
            "补班" or "makeup-workday" => CalendarDayKind.MakeupWorkday,
            _ => null,
        };
        if (kind is null)
        {
            Bad("类别", kindText, "不认识的类别", "放假（holiday）或 补班（makeup-workday）");
        }

        if (name.Length is 0 or > LongestName)
        {
            Bad("名称", name, name.Length == 0 ? "名称为空" : "名称太长", $"节日名称，1 至 {LongestName} 字");
        }

        if (day is not { } date || kind is not { } known)
        {
            return;
        }

        if (rows.TryGetValue(date, out var earlier))
        {
            var same = days.TryGetValue(date, out var other) && other.Kind == known;
            Bad("日期", dayText, same ? $"与第 {earlier} 行重复" : $"与第 {earlier} 行矛盾：一行放假、一行补班", "每天只写一行");
        }
        else if (known == CalendarDayKind.MakeupWorkday && date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
        {
            Bad("类别", kindText, "这一天不是周末，本来就上班，不会是补班日", "周六或周日");
        }

        rows.TryAdd(date, row);
        if (issues.Count == before)
        {
            days[date] = (known, name);
        }
    }
}
