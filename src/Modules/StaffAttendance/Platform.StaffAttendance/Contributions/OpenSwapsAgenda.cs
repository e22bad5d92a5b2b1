using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Contributions;

/// <summary>Shifts of today or later for which a colleague was asked and has not answered: an item for the meeting. One statement.</summary>
internal sealed class OpenSwapsAgenda(AttendanceDbContext db, Operation operation) : INotificationHandler<MeetingConvening>
{
    public async Task Handle(MeetingConvening notification, CancellationToken cancellationToken)
    {
        var (lo, hi, today) = (notification.SiteIds[0], notification.SiteIds[^1], operation.Today);
        var wanted = notification.SiteIds.ToHashSet();
        var open = await db.Set<ShiftSwap>()
            .Where(s => s.SiteId >= lo && s.SiteId <= hi && s.State == SwapState.Asked && s.Day >= today)
            .GroupBy(s => s.SiteId).Select(g => new { Site = g.Key, Count = g.Count(), First = g.Min(s => s.Day) }).OrderBy(g => g.Site).ToListAsync(cancellationToken);
        notification.Answer(open.Where(o => wanted.Contains(o.Site)).Select(o => new AgendaContribution(
            o.Site, $"调班待答复 {o.Count} 个", $"最近的一班在 {o.First:yyyy-MM-dd}。请被请求的同事尽快答复。", AttendanceLinks.OpenSwaps(o.Site))));
    }
}
