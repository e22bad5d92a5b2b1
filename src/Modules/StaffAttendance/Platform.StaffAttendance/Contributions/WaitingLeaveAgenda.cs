using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Divisions;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Contributions;

/// <summary>Requests for leave that have waited for a signature longer than three working days: an item for the meeting. One statement.</summary>
internal sealed class WaitingLeaveAgenda(AttendanceDbContext db, IWorkingDays calendar, Operation operation) : INotificationHandler<MeetingConvening>
{
    private const int WorkingDays = 3;

    public async Task Handle(MeetingConvening notification, CancellationToken cancellationToken)
    {
        var (lo, hi, since) = (notification.SiteIds[0], notification.SiteIds[^1], calendar.Back(operation.Today, WorkingDays));
        var wanted = notification.SiteIds.ToHashSet();
        var waiting = await db.Set<LeaveRequest>()
            .Where(r => r.SiteId >= lo && r.SiteId <= hi && r.State == LeaveState.Waiting && r.AskedOn < since)
            .GroupBy(r => r.SiteId).Select(g => new { Site = g.Key, Count = g.Count() })
            .OrderBy(g => g.Site)
            .ToListAsync(cancellationToken);
        notification.Answer(waiting.Where(w => wanted.Contains(w.Site)).Select(w => new AgendaContribution(
            w.Site, $"请假待签批 {w.Count} 份", $"提出已超过 {WorkingDays} 个工作日，请签批人尽快答复。", AttendanceLinks.WaitingLeave)));
    }
}
