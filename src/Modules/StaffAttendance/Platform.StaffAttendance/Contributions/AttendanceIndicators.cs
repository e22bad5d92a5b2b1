using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Contributions;

/// <summary>Records complete, and incidents decided within their limit. A fixed number of statements whatever the number of sites.</summary>
internal sealed class AttendanceIndicators(AttendanceDbContext db, MonthReader months) : INotificationHandler<AppraisalRequested>
{
    public async Task Handle(AppraisalRequested notification, CancellationToken cancellationToken)
    {
        var month = YearMonth.Of(notification.Period);
        var people = (await months.ReadAsync(notification.SiteIds, month, cancellationToken)).ToLookup(p => p.SiteId);
        var decided = await DecidedAsync(notification.SiteIds, month, cancellationToken);
        foreach (var site in notification.SiteIds)
        {
            notification.Answer(new IndicatorContribution(
                AttendanceCodes.RecordsComplete, site, Guid.Empty, people[site].Sum(p => p.Complete), people[site].Sum(p => p.Expected), AttendanceLinks.Sheet(site, month)));
            var (inTime, all) = decided.GetValueOrDefault(site);
            notification.Answer(new IndicatorContribution(
                AttendanceCodes.VerifiedInTime, site, Guid.Empty, inTime, all, AttendanceLinks.LimitIn(site, month)));
        }
    }

    private async Task<Dictionary<int, (int InTime, int All)>> DecidedAsync(IReadOnlyList<int> siteIds, YearMonth month, CancellationToken cancellationToken)
    {
        var (lo, hi, first, last) = (siteIds[0], siteIds[^1], month.FirstDay, month.LastDay);
        var counts = await db.Set<Incident>()
            .Where(i => i.SiteId >= lo && i.SiteId <= hi && i.LimitOn >= first && i.LimitOn <= last)
            .GroupBy(i => i.SiteId)
            .Select(g => new { g.Key, All = g.Count(), InTime = g.Sum(i => i.Status != IncidentStatus.Recorded && i.VerifiedOn <= i.LimitOn ? 1 : 0) })
            .ToListAsync(cancellationToken);
        return counts.ToDictionary(c => c.Key, c => (c.InTime, c.All));
    }
}
