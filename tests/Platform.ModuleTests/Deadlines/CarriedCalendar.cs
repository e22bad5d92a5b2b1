using System.Globalization;
using Platform.Contracts.Divisions;
using Platform.Deadlines;
using Platform.Infrastructure.Core;

namespace Platform.ModuleTests.Deadlines;

/// <summary>The calendar the platform carries: 2004 to 2026.</summary>
internal static class CarriedCalendar
{
    public static CalendarTable Table { get; } = Read();

    /// <summary>The same as modules see it.</summary>
    public static IWorkingDays Days { get; } = new CarriedDays(Table);

    public static byte[] File { get; } = ReadFile();

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DeadlineRule Rule(string code) => StatutoryDeadlines.All.Single(r => r.Code == code);

    private static CalendarTable Read() => new(System.Text.Encoding.UTF8.GetString(ReadFile()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
        .Select(line => line.TrimEnd('\r').Split('\t'))
        .ToDictionary(c => Day(c[0]), c => (c[1] == "holiday" ? CalendarDayKind.Holiday : CalendarDayKind.MakeupWorkday, c[2])));

    private static byte[] ReadFile()
    {
        using var copy = new MemoryStream();
        using var stream = typeof(CoreModule).Assembly.GetManifestResourceStream("seed/cn-workdays.tsv")!;
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private sealed class CarriedDays(CalendarTable table) : IWorkingDays
    {
        public bool IsWorkingDay(DateOnly day) => table.IsWorkingDay(day);

        public DateOnly OnOrAfter(DateOnly day) => table.OnOrAfter(day);

        public DateOnly Next(DateOnly day) => table.OnOrAfter(day.AddDays(1));

        public DateOnly Previous(DateOnly day) => table.Previous(day);

        public string? NameOf(DateOnly day) => table.NameOf(day);

        public bool IsLoaded(int year) => table.IsLoaded(year);

        public IReadOnlyList<DateOnly> WorkingDaysBetween(DateOnly first, DateOnly last) => table.Between(first, last);
    }
}
