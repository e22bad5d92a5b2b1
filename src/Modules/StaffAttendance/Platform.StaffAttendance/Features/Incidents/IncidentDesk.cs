using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Incidents;

/// <summary>Opens an incident for a decision.</summary>
internal sealed class IncidentDesk(AttendanceDbContext db, SheetRevisions revisions)
{
    /// <summary>Refuses NOT_FOUND, CHANGED_MEANWHILE and SHEET_CONFIRMED.</summary>
    public async Task<Incident> OpenAsync(Guid id, Guid? version, CancellationToken cancellationToken)
    {
        var incident = await db.Set<Incident>().FirstOrDefaultAsync(i => i.Id == id, cancellationToken)
            ?? throw Refusals.NotFound("这条记录");
        Refusals.CheckVersion(version, incident.Version);

        var month = new DateOnly(incident.Day.Year, incident.Day.Month, 1);
        if (await revisions.IsClosedAsync(incident.SiteId, month, cancellationToken))
        {
            throw new RefusalException("SHEET_CONFIRMED", $"{YearMonth.Of(month).ToChinese()}考勤表已经确认。需要更正时，请先由主任撤回确认。", RefusalKind.Conflict);
        }

        return incident;
    }
}
