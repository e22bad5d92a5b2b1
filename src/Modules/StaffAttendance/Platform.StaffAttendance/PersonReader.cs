using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance;

/// <summary>The days of one person as they are recorded now.</summary>
internal sealed class PersonReader(AttendanceDbContext db, LeaveReader leaves, IWorkingDays calendar, Operation operation)
{
    /// <summary>Every day from the first to the last. Seven statements, whatever their number.</summary>
    public async Task<IReadOnlyList<PersonDay>> DaysAsync(int siteId, Guid staffId, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var hours = new HoursBook(await db.Set<WorkingHours>().AsNoTracking()
            .Where(h => h.SiteId == siteId && h.StaffId == staffId && h.EffectiveFrom <= last && h.EffectiveTo >= first).ToListAsync(cancellationToken));
        var stamps = (await db.Set<ClockIn>().Where(c => c.StaffId == staffId && c.Day >= first && c.Day <= last)
            .Select(c => new { c.Day, c.SecondOfDay }).ToListAsync(cancellationToken)).ToLookup(c => c.Day, c => c.SecondOfDay);
        var leave = await leaves.OfAsync([staffId], first, last, cancellationToken);
        var trips = (await db.Set<FieldTrip>()
            .Where(t => t.SiteId == siteId && t.StaffId == staffId && t.Day >= first && t.Day <= last && (t.State == FieldTripState.Confirmed || t.State == FieldTripState.Recorded))
            .Select(t => new { t.Day, t.State }).ToListAsync(cancellationToken)).ToLookup(t => t.Day, t => t.State);
        var incidents = (await db.Set<Incident>().Where(i => i.SiteId == siteId && i.StaffId == staffId && i.Day >= first && i.Day <= last)
            .OrderBy(i => i.Kind)
            .Select(i => new { i.Day, Shown = new DayIncident(i.Kind, i.Seconds, i.Status, i.Status == IncidentStatus.Verified && i.Objection != ObjectionState.Raised) })
            .ToListAsync(cancellationToken)).ToLookup(i => i.Day, i => i.Shown);
        var shifts = (await (from shift in db.Set<DutyShift>()
                             join roster in db.Set<DutyRoster>() on shift.RosterId equals roster.Id
                             where shift.SiteId == siteId && shift.StaffId == staffId && shift.Day >= first && shift.Day <= last && roster.State == RosterState.Published
                             orderby shift.Start
                             select new { shift.Day, shift.Name }).ToListAsync(cancellationToken)).ToLookup(s => s.Day, s => s.Name);
        var corrections = await db.Set<ClockInCorrection>().Where(c => c.SiteId == siteId && c.StaffId == staffId && c.Day >= first && c.Day <= last)
            .GroupBy(c => c.Day).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var days = new List<PersonDay>();
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var own = hours.On(staffId, day);
            days.Add(new PersonDay(
                day, calendar.IsWorkingDay(day), calendar.NameOf(day), own?.Start, own?.End, day <= operation.Today,
                DayRule.Read(stamps[day], own?.Start ?? WorkingHours.UsualStart, own?.End ?? WorkingHours.UsualEnd),
                leave.Covers(staffId, day, DayHalf.Morning), leave.Covers(staffId, day, DayHalf.Afternoon),
                trips[day].Contains(FieldTripState.Confirmed), trips[day].Contains(FieldTripState.Recorded),
                [.. shifts[day]], [.. incidents[day]], corrections.GetValueOrDefault(day)));
        }

        return days;
    }
}
