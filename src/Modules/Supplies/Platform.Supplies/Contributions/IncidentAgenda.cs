using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Contributions;

/// <summary>Accidents and losses that are not closed: an item for the meeting. One statement.</summary>
internal sealed class IncidentAgenda(SuppliesDbContext db) : INotificationHandler<MeetingConvening>
{
    public async Task Handle(MeetingConvening notification, CancellationToken cancellationToken)
    {
        var (lo, hi) = (notification.SiteIds[0], notification.SiteIds[^1]);
        var wanted = notification.SiteIds.ToHashSet();
        var open = await db.Set<StorageIncident>().Where(i => i.SiteId >= lo && i.SiteId <= hi && i.ClosedOn == null).GroupBy(i => i.SiteId)
            .Select(g => new { Site = g.Key, Count = g.Count(), First = g.Min(i => i.Day) }).OrderBy(g => g.Site).ToListAsync(cancellationToken);
        notification.Answer(open.Where(o => wanted.Contains(o.Site)).Select(o => new AgendaContribution(
            o.Site, $"未办结的药具事故、损耗 {o.Count} 起", $"最早的发生于 {o.First:yyyy-MM-dd}。请研究处理措施，办结后登记。", SuppliesLinks.OpenIncidents(o.Site))));
    }
}
