using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance;

/// <summary>One person's line on the attendance sheet of a month.</summary>
/// <param name="LeaveHalfDays">Half days of granted leave.</param>
/// <param name="Late">Late arrivals that were not dismissed, likewise <paramref name="Early"/>.</param>
/// <param name="Verified">Those of all kinds that count.</param>
/// <param name="Other">Absence, leaving the post, village work without record; not dismissed.</param>
/// <param name="FieldDays">Days with confirmed field work; <paramref name="FieldOpen"/>: days with field work nobody confirmed, which counts for nothing.</param>
/// <param name="LateCorrections">Clock-ins corrected after the lock date or after the confirmation.</param>
internal sealed record SheetLine(
    Guid StaffId, string Number, string Name, string Post, int WorkingDays, int CompleteDays, int MissingDays, int LeaveHalfDays, int Late, int Early, int Verified,
    int LateCorrections = 0, int FieldDays = 0, int FieldOpen = 0, int Other = 0)
{
    public decimal LeaveDays => LeaveHalfDays / 2m;
}

/// <summary>Computes the lines of a sheet from the records as they are now.</summary>
internal sealed class SheetReader(AttendanceDbContext db, MonthReader months, IMediator mediator)
{
    public async Task<IReadOnlyList<SheetLine>> ReadAsync(int siteId, YearMonth month, CancellationToken cancellationToken) =>
        [.. (await ReadAsync([siteId], month, cancellationToken))[siteId]];

    /// <summary>The lines of several sites in ascending order: eleven statements at most, whatever their number.</summary>
    public async Task<ILookup<int, SheetLine>> ReadAsync(IReadOnlyList<int> siteIds, YearMonth month, CancellationToken cancellationToken)
    {
        var people = (await months.ReadAsync(siteIds, month, cancellationToken)).ToDictionary(p => p.StaffId);
        var (lo, hi, first, last) = (siteIds[0], siteIds[^1], month.FirstDay, month.LastDay);
        var incidents = (await db.Set<Incident>().AsNoTracking()
            .Where(i => i.SiteId >= lo && i.SiteId <= hi && i.Day >= first && i.Day <= last && i.Status != IncidentStatus.Dismissed)
            .Select(i => new { i.StaffId, i.Kind, Counts = i.Status == IncidentStatus.Verified && i.Objection != ObjectionState.Raised })
            .ToListAsync(cancellationToken)).ToLookup(i => i.StaffId);
        var corrections = await db.Set<ClockInCorrection>()
            .Where(c => c.SiteId >= lo && c.SiteId <= hi && c.Day >= first && c.Day <= last && c.AfterLock)
            .GroupBy(c => c.StaffId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var trips = (await db.Set<FieldTrip>()
            .Where(t => t.SiteId >= lo && t.SiteId <= hi && t.Day >= first && t.Day <= last && (t.State == FieldTripState.Confirmed || t.State == FieldTripState.Recorded))
            .Select(t => new { t.StaffId, t.Day, t.State }).Distinct().ToListAsync(cancellationToken)).ToLookup(t => (t.StaffId, t.State), t => t.Day);
        var staff = await mediator.Send(new GetStaff(siteIds, IncludeInactive: true), cancellationToken);
        var lines = from person in staff
                    where people.ContainsKey(person.Id) || incidents.Contains(person.Id) || corrections.ContainsKey(person.Id)
                    let figures = people.GetValueOrDefault(person.Id)
                    let own = incidents[person.Id].ToList()
                    orderby person.Number
                    select (person.SiteId, Line: new SheetLine(
                        person.Id, person.Number, person.Name, person.Post, figures.Expected, figures.Complete, figures.Missing, figures.LeaveHalfDays,
                        own.Count(i => i.Kind == IncidentKind.LateArrival), own.Count(i => i.Kind == IncidentKind.EarlyDeparture),
                        own.Count(i => i.Counts), corrections.GetValueOrDefault(person.Id),
                        trips[(person.Id, FieldTripState.Confirmed)].Count(), trips[(person.Id, FieldTripState.Recorded)].Count(), own.Count(i => !Incident.HasLength(i.Kind))));
        return lines.ToLookup(l => l.SiteId, l => l.Line);
    }

    /// <summary>How many incidents of the month nobody has decided.</summary>
    public Task<int> UndecidedAsync(int siteId, YearMonth month, CancellationToken cancellationToken)
    {
        var (first, last) = (month.FirstDay, month.LastDay);
        return db.Set<Incident>().CountAsync(i => i.SiteId == siteId && i.Day >= first && i.Day <= last && i.Status == IncidentStatus.Recorded, cancellationToken);
    }
}
