using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Files.Reading;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Calendar;

/// <summary>
/// Loads holidays and make-up days; the years in the file are replaced as a whole. Form: a header and lines of date, kind
/// (holiday or makeup-workday, 放假 or 补班), name, separated by tab or comma, UTF-8 or GB18030.
/// </summary>
[Requires(CorePermissions.ManageCalendar)]
[Endpoint(Verb.Post, "calendar/import", "导入某年或多年的放假调休安排，文件中的年份整年替换")]
internal sealed record ImportCalendar(string FileName, byte[] Content) : ICommand<ImportedCalendar>, IIdempotent;

internal sealed record ImportedCalendar(IReadOnlyList<int> Years, int Days);

internal sealed class ImportCalendarHandler(CoreDbContext db, WorkingDays workingDays, Operation operation) : IRequestHandler<ImportCalendar, ImportedCalendar>
{
    public async Task<ImportedCalendar> Handle(ImportCalendar request, CancellationToken cancellationToken)
    {
        var days = new Dictionary<DateOnly, CalendarDay>();
        foreach (var (row, day) in Read(request.FileName, TextEncodings.Decode(request.Content)))
        {
            if (!days.TryAdd(day.Day, day))
            {
                throw Bad(request.FileName, row, $"日期 {day.Day:yyyy-MM-dd} 重复");
            }
        }

        if (days.Count == 0)
        {
            throw new RefusalException("CALENDAR_FILE", $"文件“{request.FileName}”里没有放假或补班的日期，工作日历没有改变。");
        }

        var years = days.Keys.Select(d => d.Year).Distinct().Order().ToList();
        var (first, last) = (new DateOnly(years[0], 1, 1), new DateOnly(years[^1], 12, 31));
        var old = await db.Set<CalendarDay>().Where(d => d.Day >= first && d.Day <= last).ToListAsync(cancellationToken);
        db.RemoveRange(old.Where(d => years.Contains(d.Day.Year)));
        await db.SaveChangesAsync(cancellationToken);
        await Bulk.InsertAsync(db, days.Values, cancellationToken);

        operation.Note($"导入工作日历 {string.Join('、', years)} 年，{days.Count} 天");
        operation.AfterCommit(() =>
        {
            workingDays.Forget();
            return Task.CompletedTask;
        });
        return new ImportedCalendar(years, days.Count);
    }

    private static IEnumerable<(int Row, CalendarDay Day)> Read(string file, string text)
    {
        var row = 0;
        foreach (var line in text.Split('\n'))
        {
            row++;
            var cells = line.TrimEnd('\r').Split(['\t', ',']);
            if (row == 1 || cells.All(string.IsNullOrWhiteSpace))
            {
                continue;
            }

            if (cells.Length < 3 || !DateOnly.TryParseExact(cells[0].Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                throw Bad(file, row, $"日期“{cells[0]}”不对，应写成 2026-10-01，后面是类别和名称");
            }

            if (cells[2].Trim().Length is 0 or > 50)
            {
                throw Bad(file, row, "名称为空或超过 50 字");
            }

            yield return (row, new CalendarDay
            {
                Day = day,
                Kind = cells[1].Trim() switch
                {
                    "holiday" or "放假" => CalendarDayKind.Holiday,
                    "makeup-workday" or "补班" => CalendarDayKind.MakeupWorkday,
                    var other => throw Bad(file, row, $"类别“{other}”不对，应为 放假（holiday）或 补班（makeup-workday）"),
                },
                Name = cells[2].Trim(),
            });
        }
    }

    private static RefusalException Bad(string file, int row, string fault) => new("CALENDAR_FILE", $"文件“{file}”第 {row} 行：{fault}。");
}
