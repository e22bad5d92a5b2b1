using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Deadlines.Redating;

namespace Platform.Infrastructure.Calendar;

/// <summary>The newest imports of schedules and how far their deadlines are; which years are loaded.</summary>
[Requires(CorePermissions.ViewCalendar)]
[Endpoint(Verb.Get, "calendar/imports", "工作日历的导入记录和期限重算进度")]
internal sealed record GetCalendarImports : IQuery<CalendarImports>;

/// <param name="Years">Loaded years, ascending.</param>
internal sealed record CalendarImports(IReadOnlyList<int> Years, IReadOnlyList<CalendarImportRow> Newest);

/// <param name="Running">Deadlines are being computed anew, or wait for it.</param>
internal sealed record CalendarImportRow(Guid Id, DateTimeOffset At, string ByName, string FileName, string Years, int Days, int Affected, int Redated, bool Running);

internal sealed class GetCalendarImportsHandler(CoreDbContext db) : IRequestHandler<GetCalendarImports, CalendarImports>
{
    private const int Shown = 20;

    public async Task<CalendarImports> Handle(GetCalendarImports request, CancellationToken cancellationToken)
    {
        var years = await db.Set<CalendarDay>().Select(d => d.Day.Year).Distinct().OrderBy(y => y).ToListAsync(cancellationToken);
        var rows = await db.Set<CalendarImport>().AsNoTracking().OrderByDescending(i => i.At).ThenByDescending(i => i.Id).Take(Shown)
            .Select(i => new CalendarImportRow(i.Id, i.At, i.ByName, i.FileName, i.Years, i.Days, i.Affected, i.Redated, i.Stage != RedatingStage.Finished && i.Redated < i.Affected)).ToListAsync(cancellationToken);
        return new CalendarImports(years, rows);
    }
}
