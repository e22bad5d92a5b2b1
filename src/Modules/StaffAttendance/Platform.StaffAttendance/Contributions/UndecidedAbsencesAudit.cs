using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Contributions;

/// <summary>Absences of the month nobody has decided: one finding each. Two statements.</summary>
internal sealed class UndecidedAbsencesAudit(AttendanceDbContext db, IMediator mediator) : INotificationHandler<AuditRequested>
{
    public async Task Handle(AuditRequested notification, CancellationToken cancellationToken)
    {
        var month = YearMonth.Of(notification.Period);
        var (lo, hi, first, last) = (notification.SiteIds[0], notification.SiteIds[^1], month.FirstDay, notification.Until);
        var absences = (await db.Set<Incident>().AsNoTracking()
            .Where(i => i.SiteId >= lo && i.SiteId <= hi && i.Day >= first && i.Day <= last && i.Kind == IncidentKind.Absence)
            .Select(i => new { i.SiteId, i.StaffId, i.Day, i.Status }).OrderBy(i => i.Day).ToListAsync(cancellationToken)).ToLookup(i => i.SiteId);
        var concerned = absences.SelectMany(a => a).Where(a => a.Status == IncidentStatus.Recorded).Select(a => a.StaffId).Distinct().ToList();
        var names = (await mediator.Send(new GetPeople(concerned), cancellationToken)).ToDictionary(s => s.Id, s => s.Name);
        notification.Answer(notification.SiteIds.Select(site => new AuditContribution(
            AttendanceCodes.UndecidedAbsences,
            site,
            absences[site].Count(),
            [
                .. absences[site].Where(a => a.Status == IncidentStatus.Recorded).Select(a => new FindingDraft(
                    $"{a.StaffId:N}:{a.Day:yyyyMMdd}",
                    FindingSeverity.Major,
                    $"{names.GetValueOrDefault(a.StaffId, "已不在名册的人员")} {a.Day:yyyy-MM-dd} 未经批准缺勤，尚未核实",
                    "已登记旷工而没有处理。请由登记人以外的人核实或排除，有假条的补办手续。",
                    AttendanceLinks.Undecided(site))),
            ])));
    }
}
