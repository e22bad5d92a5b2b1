using MediatR;
using Platform.Contracts.Messaging;
using Platform.Deadlines;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Deadlines.Redating;
using Platform.Infrastructure.Files;

namespace Platform.Infrastructure.Calendar;

/// <summary>Reads a schedule file and tells its faults, its differences from the calendar and the deadlines it would move. Writes nothing.</summary>
[Requires(CorePermissions.ManageCalendar)]
[Endpoint(Verb.Post, "calendar/check", "检查放假调休安排文件：问题、与现有日历的差异、将重算的期限；不写入")]
internal sealed record CheckCalendarFile(string FileName, byte[] Content) : IQuery<CalendarCheck>;

/// <param name="Issues">Faults by row and column; the file is imported only without any.</param>
/// <param name="Warnings">What looks incomplete; imported all the same.</param>
/// <param name="Moved">Open deadlines whose due day would change.</param>
/// <param name="Certain">Provisional deadlines that would become certain on the same day.</param>
internal sealed record CalendarCheck(
    IReadOnlyList<ImportIssue> Issues, IReadOnlyList<string> Warnings, IReadOnlyList<CalendarYearDifference> Years, int Moved, int Certain)
{
    public int Changes => Years.Sum(y => y.Days.Count);
}

/// <param name="IsNew">The year was not loaded before.</param>
/// <param name="Total">Holidays and make-up days of the year in the file.</param>
internal sealed record CalendarYearDifference(int Year, bool IsNew, int Total, IReadOnlyList<CalendarDayDifference> Days);

/// <param name="Before">What the day is now; null: an ordinary day.</param>
/// <param name="After">Null: an ordinary day.</param>
internal sealed record CalendarDayDifference(DateOnly Day, string? Before, string? After)
{
    public string Kind => (Before, After) switch
    {
        (null, _) => "新增",
        (_, null) => "移除",
        _ => "改变",
    };
}

internal sealed class CheckCalendarFileHandler(CoreDbContext db, RedatingPlanner planner) : IRequestHandler<CheckCalendarFile, CalendarCheck>
{
    public async Task<CalendarCheck> Handle(CheckCalendarFile request, CancellationToken cancellationToken)
    {
        var file = CalendarFile.Read(request.FileName, request.Content);
        if (file.Issues.Count > 0 || file.Days.Count == 0)
        {
            return file.Issues.Count > 0 ? new CalendarCheck(file.Issues, [], [], 0, 0) : throw Empty(file);
        }

        var now = await CalendarReader.ReadAsync(db, cancellationToken);
        var then = now.With(file.Days);
        var lines = await planner.PlanAsync(then, file.FirstDay, file.LastDay, cancellationToken);
        return new CalendarCheck(
            [], file.Warnings, [.. file.Years.Select(y => Compare(y, now, then))],
            lines.Where(l => l.NewDue != l.OldDue).Sum(l => l.Count), lines.Where(l => l.NewDue == l.OldDue).Sum(l => l.Count));
    }

    private static RefusalException Empty(CalendarFile file) => new("CALENDAR_FILE", $"文件“{file.FileName}”里没有放假或补班的日期，请换一个文件。");

    private static CalendarYearDifference Compare(int year, CalendarTable now, CalendarTable then)
    {
        var (first, days) = (new DateOnly(year, 1, 1), DateTime.IsLeapYear(year) ? 366 : 365);
        var all = Enumerable.Range(0, days).Select(first.AddDays).ToList();
        return new CalendarYearDifference(
            year, !now.IsLoaded(year), all.Count(d => then.KindOf(d) is not null),
            [.. all.Select(d => new CalendarDayDifference(d, Word(now, d), Word(then, d))).Where(d => d.Before != d.After)]);
    }

    private static string? Word(CalendarTable table, DateOnly day) => table.KindOf(day) switch
    {
        null => null,
        CalendarDayKind.Holiday => $"放假（{table.NameOf(day)}）",
        _ => $"补班（{table.NameOf(day)}）",
    };
}
