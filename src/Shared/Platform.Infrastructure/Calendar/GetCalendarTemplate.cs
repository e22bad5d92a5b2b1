using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Files.Writing;

namespace Platform.Infrastructure.Calendar;

/// <summary>The sheet to fill in for a year's schedule: the days of the newest loaded year as the example.</summary>
[Requires(CorePermissions.ManageCalendar)]
internal sealed record GetCalendarTemplate : IQuery<DownloadFile>;

internal sealed class GetCalendarTemplateHandler(CoreDbContext db) : IRequestHandler<GetCalendarTemplate, DownloadFile>
{
    public async Task<DownloadFile> Handle(GetCalendarTemplate request, CancellationToken cancellationToken)
    {
        var calendar = await CalendarReader.ReadAsync(db, cancellationToken);
        List<IReadOnlyList<string>> rows = [["日期", "类别", "名称"]];
        if (calendar.Years.Count > 0)
        {
            var year = calendar.Years[^1];
            for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
            {
                if (calendar.KindOf(day) is { } kind)
                {
                    rows.Add([Ui.Show.Text(day), kind == Platform.Deadlines.CalendarDayKind.Holiday ? "放假" : "补班", calendar.NameOf(day)!]);
                }
            }
        }
        else
        {
            rows.Add(["2026-10-01", "放假", "国庆节"]);
            rows.Add(["2026-10-10", "补班", "国庆节"]);
        }

        return new DownloadFile("放假调休安排模板.xlsx", await SheetWriter.WorkbookAsync(
            [("放假调休安排", Rows(rows)), ("填写说明", Rows(Notes))], cancellationToken));
    }

    private static readonly IReadOnlyList<IReadOnlyList<string>> Notes =
    [
        ["按国务院办公厅当年的放假安排通知填写，每个放假日和每个补班日一行；文件里有的年份整年替换。"],
        ["日期：如 2026-10-01、2026/10/1、2026年10月1日。"],
        ["类别：放假 或 补班。放假期间的周六、周日也写“放假”；补班日只会是周六或周日。"],
        ["名称：节日名称，如 国庆节。"],
        ["第一张表中是最近一年的安排，作为示例，请改成新一年的日期。"],
    ];

    private static async IAsyncEnumerable<IReadOnlyList<string>> Rows(IEnumerable<IReadOnlyList<string>> rows)
    {
        foreach (var row in rows)
        {
            yield return row;
        }

        await Task.CompletedTask;
    }
}
