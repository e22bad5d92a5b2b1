using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Contributions;

/// <summary>Incidents up to the month that nobody has decided: an item for the meeting. One statement.</summary>
internal sealed class UndecidedIncidentsAgenda(AttendanceDbContext db, Operation operation) : INotificationHandler<MeetingConvening>
{
    public async Task Handle(MeetingConvening notification, CancellationToken cancellationToken)
    {
        var (lo, hi, today, last) = (notification.SiteIds[0], notification.SiteIds[^1], operation.Today, YearMonth.Of(notification.Period).LastDay);
        var wanted = notification.SiteIds.ToHashSet();
        var waiting = await db.Set<Incident>()
            .Where(i => i.SiteId >= lo && i.SiteId <= hi && i.Status == IncidentStatus.Recorded && i.Day <= last)
            .GroupBy(i => i.SiteId)
            .Select(g => new { Site = g.Key, Count = g.Count(), Late = g.Sum(i => i.LimitOn < today ? 1 : 0) })
            .OrderBy(g => g.Site)
            .ToListAsync(cancellationToken);
        notification.Answer(waiting.Where(w => wanted.Contains(w.Site)).Select(w => new AgendaContribution(
            w.Site,
            $"考勤异常待核实 {w.Count} 条",
            w.Late > 0 ? $"其中 {w.Late} 条已超过核实期限。请由记录人以外的人核实。" : "请由记录人以外的人在期限前核实。",
            AttendanceLinks.Undecided(w.Site))));
    }
}
