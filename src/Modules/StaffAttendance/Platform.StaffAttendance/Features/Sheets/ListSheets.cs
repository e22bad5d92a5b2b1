using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Sheets;

/// <summary>Which townships of the scope have confirmed the sheet of a month; only those where the module is on.</summary>
[Requires(AttendancePermissions.View)]
[Endpoint(Verb.Get, "staff-attendance/sheets/{month}", "辖区内各乡镇某月考勤表的确认情况")]
internal sealed record ListSheets(YearMonth Month, PageRequest Page, bool? Confirmed = null) : IQuery<Page<SheetStateRow>>;

/// <param name="Undecided">Incidents of the month nobody has decided.</param>
internal sealed record SheetStateRow(int SiteId, string SiteName, DateOnly? ConfirmedOn, string ConfirmedByName, int Undecided);

internal sealed class ListSheetsHandler(AttendanceDbContext db, IMediator mediator, Operation operation) : IRequestHandler<ListSheets, Page<SheetStateRow>>
{
    public async Task<Page<SheetStateRow>> Handle(ListSheets request, CancellationToken cancellationToken)
    {
        var scope = operation.Actor.Scope;
        var sites = await mediator.Send(new GetEnabledSites(AttendanceCodes.ModuleId, await mediator.Send(new GetSites(scope.Lo, scope.Hi), cancellationToken)), cancellationToken);
        var (first, last) = (request.Month.FirstDay, request.Month.LastDay);
        var confirmed = await db.Set<MonthlySheet>().AsNoTracking().Where(s => s.Month == first && s.State == SheetState.Confirmed)
            .ToDictionaryAsync(s => s.SiteId, s => new { s.ConfirmedOn, s.ConfirmedByName }, cancellationToken);
        var chosen = sites.Where(s => request.Confirmed is null || confirmed.ContainsKey(s) == request.Confirmed).ToList();
        var page = chosen.Skip(request.Page.Skip).Take(request.Page.Take).ToList();
        if (page.Count == 0)
        {
            return new Page<SheetStateRow>([], chosen.Count);
        }

        var (lo, hi) = (page[0], page[^1]);
        var undecided = await db.Set<Incident>()
            .Where(i => i.SiteId >= lo && i.SiteId <= hi && i.Day >= first && i.Day <= last && i.Status == IncidentStatus.Recorded)
            .GroupBy(i => i.SiteId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var names = (await mediator.Send(new GetDivisions(page), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<SheetStateRow>(
        [
            .. page.Select(s => new SheetStateRow(
                s, names.GetValueOrDefault(s, ""), confirmed.GetValueOrDefault(s)?.ConfirmedOn, confirmed.GetValueOrDefault(s)?.ConfirmedByName ?? "",
                undecided.GetValueOrDefault(s))),
        ], chosen.Count);
    }
}
