using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Sheets;

/// <summary>The attendance sheet of a site and month: as confirmed, or as the records stand now.</summary>
[Requires(AttendancePermissions.View)]
[Endpoint(Verb.Get, "staff-attendance/sites/{siteId}/sheets/{month}", "一个乡镇某月的考勤表")]
[Clauses("P4-ATTENDANCE-02a")]
internal sealed record GetSheet(int SiteId, YearMonth Month) : IQuery<Sheet>, ISiteRequest;

/// <param name="Undecided">Incidents of the month that have to be decided first.</param>
/// <param name="ConfirmedOn">Null: not confirmed, the lines follow the records.</param>
/// <param name="WithdrawnReason">Why an earlier confirmation was withdrawn; empty otherwise.</param>
internal sealed record Sheet(
    int SiteId, string SiteName, YearMonth Month, int WorkingDays, IReadOnlyList<SheetLine> Lines, int Undecided, DateOnly? ConfirmedOn, string ConfirmedByName,
    string WithdrawnReason)
{
    public bool IsConfirmed => ConfirmedOn is not null;
}

internal sealed class GetSheetHandler(AttendanceDbContext db, SheetReader sheets, MonthReader months, IMediator mediator) : IRequestHandler<GetSheet, Sheet>
{
    public async Task<Sheet> Handle(GetSheet request, CancellationToken cancellationToken)
    {
        var first = request.Month.FirstDay;
        var name = (await mediator.Send(new GetDivisions([request.SiteId]), cancellationToken)).FirstOrDefault()?.Name ?? "";
        var kept = await db.Set<MonthlySheet>().AsNoTracking().FirstOrDefaultAsync(s => s.SiteId == request.SiteId && s.Month == first, cancellationToken);
        if (kept is { State: SheetState.Confirmed })
        {
            var lines = await db.Set<MonthlySheetLine>().AsNoTracking().Where(l => l.SheetId == kept.Id).OrderBy(l => l.Number).ToListAsync(cancellationToken);
            return new Sheet(
                request.SiteId, name, request.Month, lines.Select(l => l.WorkingDays).DefaultIfEmpty().Max(),
                [
                    .. lines.Select(l => new SheetLine(
                        l.StaffId, l.Number, l.Name, l.Post, l.WorkingDays, l.CompleteDays, l.WorkingDays - l.CompleteDays, l.LeaveHalfDays, l.Late, l.Early, l.Verified)),
                ],
                0, kept.ConfirmedOn, kept.ConfirmedByName, "");
        }

        return new Sheet(
            request.SiteId, name, request.Month, months.DaysOf(request.Month).Count,
            await sheets.ReadAsync(request.SiteId, request.Month, cancellationToken),
            await sheets.UndecidedAsync(request.SiteId, request.Month, cancellationToken),
            null, "", kept?.WithdrawnReason ?? "");
    }
}
