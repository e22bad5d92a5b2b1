using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Contributions;

/// <summary>Clock-ins corrected in the month after the lock date or the confirmation: one finding per person, for the director to explain. Two statements.</summary>
internal sealed class CorrectionsAfterLockAudit(AttendanceDbContext db, IMediator mediator) : INotificationHandler<AuditRequested>
{
    public async Task Handle(AuditRequested notification, CancellationToken cancellationToken)
    {
        var month = YearMonth.Of(notification.Period);
        var (lo, hi, first, last) = (notification.SiteIds[0], notification.SiteIds[^1], month.FirstDay, notification.Until);
        var counts = (await db.Set<ClockInCorrection>()
            .Where(c => c.SiteId >= lo && c.SiteId <= hi && c.MadeOn >= first && c.MadeOn <= last)
            .GroupBy(c => new { c.SiteId, c.StaffId })
            .Select(g => new { g.Key.SiteId, g.Key.StaffId, All = g.Count(), Late = g.Sum(c => c.AfterLock ? 1 : 0) })
            .ToListAsync(cancellationToken)).ToLookup(c => c.SiteId);
        var concerned = counts.SelectMany(c => c).Where(c => c.Late > 0).Select(c => c.StaffId).Distinct().ToList();
        var names = (await mediator.Send(new GetPeople(concerned), cancellationToken)).ToDictionary(s => s.Id, s => s.Name);
        notification.Answer(notification.SiteIds.Select(site => new AuditContribution(
            AttendanceCodes.CorrectionsAfterLock,
            site,
            counts[site].Sum(c => c.All),
            [
                .. counts[site].Where(c => c.Late > 0).Select(c => new FindingDraft(
                    c.StaffId.ToString("N"),
                    FindingSeverity.Minor,
                    $"{names.GetValueOrDefault(c.StaffId, "已不在名册的人员")}的打卡记录在锁定后更正 {c.Late} 条",
                    "过了锁定日期或考勤表确认以后更正的打卡，请主任说明情况并附核对依据。",
                    AttendanceLinks.LateCorrections(month, c.StaffId))),
            ])));
    }
}
