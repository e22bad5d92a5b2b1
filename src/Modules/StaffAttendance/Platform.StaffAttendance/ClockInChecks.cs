using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance;

/// <summary>Reads what a batch of clock-ins is checked against: the people of its sites and the months already confirmed. Three statements.</summary>
internal sealed class ClockInChecks(AttendanceDbContext db, IMediator mediator, Operation operation)
{
    public async Task<ClockInCheck> ForAsync(IEnumerable<ClockInDraft> drafts, CancellationToken cancellationToken)
    {
        var (named, first) = (new HashSet<int>(), DateOnly.MaxValue);
        foreach (var draft in drafts)
        {
            named.Add(draft.SiteId);
            first = draft.Day < first ? draft.Day : first;
        }

        var sites = named.Where(operation.Actor.Scope.Contains).Order().ToList();
        if (sites.Count == 0)
        {
            return new ClockInCheck(new StaffDirectory([]), new HashSet<(int, DateOnly)>(), operation.Actor.Scope.Contains, operation.Today);
        }

        var staff = new StaffDirectory(await mediator.Send(new GetStaff(sites, IncludeInactive: true), cancellationToken));
        var (lo, hi, earliest) = (sites[0], sites[^1], MonthOf(first));
        var confirmed = await db.Set<MonthlySheet>().AsNoTracking()
            .Where(s => s.SiteId >= lo && s.SiteId <= hi && s.Month >= earliest && s.State == SheetState.Confirmed)
            .Select(s => new { s.SiteId, s.Month })
            .ToListAsync(cancellationToken);
        return new ClockInCheck(staff, confirmed.Select(s => (s.SiteId, s.Month)).ToHashSet(), operation.Actor.Scope.Contains, operation.Today);
    }

    private static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);
}
