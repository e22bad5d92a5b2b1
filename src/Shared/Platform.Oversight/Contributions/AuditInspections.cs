using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Contributions;

/// <summary>Inspections of the month and the findings that were made of their problems at once: an audit counts them and makes none anew. Two statements.</summary>
internal sealed class AuditInspections(OversightDbContext db) : INotificationHandler<AuditRequested>
{
    public async Task Handle(AuditRequested notification, CancellationToken cancellationToken)
    {
        var (lo, hi, first, last) = (notification.SiteIds[0], notification.SiteIds[^1], notification.Period, notification.Until);
        var inspected = await db.Set<Inspection>().AsNoTracking()
            .Where(i => i.SiteId >= lo && i.SiteId <= hi && i.DoneOn >= first && i.DoneOn <= last && !i.Withdrawn)
            .GroupBy(i => i.SiteId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var findings = (await db.Set<Finding>().AsNoTracking()
            .Where(f => f.SiteId >= lo && f.SiteId <= hi && f.Month == first && f.CheckCode == OversightChecks.Inspections).ToListAsync(cancellationToken)).ToLookup(f => f.SiteId);
        notification.Answer(notification.SiteIds.Select(site => new AuditContribution(
            OversightChecks.Inspections, site, inspected.GetValueOrDefault(site),
            [.. findings[site].Select(f => new FindingDraft(f.Key, f.Severity, f.Title, f.Detail, f.Link, f.UnitId, f.OwnerStaffId))])));
    }
}
