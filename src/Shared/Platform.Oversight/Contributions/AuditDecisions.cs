using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Contributions;

/// <summary>The platform's own check: decisions of meetings whose time was over at the end of the month and which were not done by then.</summary>
internal sealed class AuditDecisions(OversightDbContext db) : INotificationHandler<AuditRequested>
{
    public async Task Handle(AuditRequested notification, CancellationToken cancellationToken)
    {
        var last = notification.Until;
        var (lo, hi) = (notification.SiteIds[0], notification.SiteIds[^1]);
        var decisions = (await db.Set<Decision>().AsNoTracking()
            .Where(d => d.SiteId >= lo && d.SiteId <= hi && d.InForce && d.DueOn <= last && (!d.Done || d.DoneOn > last || d.DueOn >= notification.Period))
            .ToListAsync(cancellationToken)).ToLookup(d => d.SiteId);
        foreach (var site in notification.SiteIds)
        {
            var late = decisions[site].Where(d => !d.Done || d.DoneOn > last);
            notification.Answer(new AuditContribution(OversightChecks.OverdueDecisions, site, decisions[site].Count(),
            [
                .. late.Select(d => new FindingDraft(
                    d.Id.ToString("N"), FindingSeverity.Major, "会议决定逾期未办结：" + Text.Cut(d.Text, 100),
                    $"{YearMonth.Of(d.Period).ToChinese()}例会决定，期限{d.DueOn:yyyy-MM-dd}", $"/oversight/meetings/{d.MeetingId}", OwnerStaffId: d.OwnerStaffId)),
            ]));
        }
    }
}
