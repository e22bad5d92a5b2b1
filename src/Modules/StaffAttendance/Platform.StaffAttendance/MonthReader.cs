using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance;

/// <param name="Expected">Working days for which hours were set and that are not wholly under granted leave.</param>
/// <param name="Complete">
/// Those of them with arrival and departure, or with confirmed field work; on a half day of leave the other half's clock-in does.
/// </param>
/// <param name="LeaveHalfDays">Half days of granted leave among the working days.</param>
internal readonly record struct PersonMonth(int SiteId, Guid StaffId, int Expected, int Complete, int LeaveHalfDays = 0)
{
    public int Missing => Expected - Complete;
}

/// <summary>
/// How complete the records of a month are, per person, for a range of sites: five statements whatever the number of sites, a sixth where there was field work.
/// </summary>
internal sealed class MonthReader(AttendanceDbContext db, LeaveReader leaves, IWorkingDays calendar, Operation operation)
{
    /// <summary>Working days of the month that have passed, today included.</summary>
    public IReadOnlyList<DateOnly> DaysOf(YearMonth month) =>
        month.FirstDay > operation.Today
            ? []
            : calendar.WorkingDaysBetween(month.FirstDay, month.LastDay < operation.Today ? month.LastDay : operation.Today);

    /// <param name="until">Last day counted; null: today or the last of the month.</param>
    public async Task<IReadOnlyList<PersonMonth>> ReadAsync(IReadOnlyList<int> siteIds, YearMonth month, CancellationToken cancellationToken, DateOnly? until = null)
    {
        IReadOnlyList<DateOnly> days = [.. DaysOf(month).Where(d => until is null || d <= until)];
        if (siteIds.Count == 0 || days.Count == 0)
        {
            return [];
        }

        var (lo, hi, first, last) = (siteIds[0], siteIds[^1], days[0], days[^1]);
        var wanted = siteIds.ToHashSet();
        var complete = await CompleteAsync(lo, hi, first, last, days, cancellationToken);
        var leave = await leaves.OfSitesAsync(lo, hi, first, last, cancellationToken);
        var seconds = await leaves.ClockInsAsync(lo, hi, first, last, cancellationToken);
        var hours = await db.Set<WorkingHours>().AsNoTracking()
            .Where(h => h.SiteId >= lo && h.SiteId <= hi && h.EffectiveFrom <= last && h.EffectiveTo >= first)
            .Select(h => new Hours(h.SiteId, h.StaffId, h.EffectiveFrom, h.EffectiveTo, h.Start, h.End))
            .ToListAsync(cancellationToken);
        var away = await AwayAsync(lo, hi, first, last, days, cancellationToken);
        return
        [
            .. from person in hours.Where(h => wanted.Contains(h.SiteId)).GroupBy(h => (h.SiteId, h.StaffId))
               let figures = Read(person.Key.SiteId, person.Key.StaffId, [.. person], days, complete.GetValueOrDefault(person.Key.StaffId), leave, seconds, away)
               where figures.Expected > 0 || figures.LeaveHalfDays > 0
               select figures,
        ];
    }

    // The database counted days with clock-ins on both sides; days with leave and with field work are judged here.
    private static PersonMonth Read(
        int site, Guid staff, Hours[] hours, IReadOnlyList<DateOnly> days, int complete, LeaveBook leave, ILookup<(Guid, DateOnly), int> seconds,
        ILookup<Guid, DateOnly> away)
    {
        if (!leave.Has(staff))
        {
            return new PersonMonth(
                site, staff, days.Count(d => Array.Exists(hours, h => h.Covers(d))), complete + away[staff].Count(d => Array.Exists(hours, h => h.Covers(d))));
        }

        var (expected, halfDays) = (0, 0);
        foreach (var day in days)
        {
            if (Array.FindIndex(hours, h => h.Covers(day)) is var index && index < 0)
            {
                continue;
            }

            var (morning, afternoon) = (leave.Covers(staff, day, DayHalf.Morning), leave.Covers(staff, day, DayHalf.Afternoon));
            expected += morning && afternoon ? 0 : 1;
            halfDays += (morning ? 1 : 0) + (afternoon ? 1 : 0);
            var trip = away[staff].Contains(day);
            if (!morning && !afternoon)
            {
                complete += trip ? 1 : 0;
            }
            else
            {
                var presence = DayRule.Read(seconds[(staff, day)], hours[index].Start, hours[index].End);
                complete += (DayRule.IsComplete(presence, morning, afternoon, trip) ? 1 : 0) - (presence.IsComplete ? 1 : 0);
            }
        }

        return new PersonMonth(site, staff, expected, complete, halfDays);
    }

    private sealed record Hours(int SiteId, Guid StaffId, DateOnly From, DateOnly To, int Start, int End)
    {
        public bool Covers(DateOnly day) => From <= day && day <= To;
    }

    // A day is complete when it has a clock-in on either side of the middle of the working hours; the database counts them. The sites are those of the
    // hours: asked so, the clock-ins are read from their key alone.
    private Task<Dictionary<Guid, int>> CompleteAsync(
        int lo, int hi, DateOnly first, DateOnly last, IReadOnlyList<DateOnly> days, CancellationToken cancellationToken) =>
        CompleteDays(lo, hi, first, last, days)
            .GroupBy(d => d.StaffId)
            .Select(g => new { g.Key, Days = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Days, cancellationToken);

    // Days of confirmed field work that the clock-ins alone do not make complete.
    private async Task<ILookup<Guid, DateOnly>> AwayAsync(
        int lo, int hi, DateOnly first, DateOnly last, IReadOnlyList<DateOnly> days, CancellationToken cancellationToken)
    {
        var trips = await db.Set<FieldTrip>()
            .Where(t => t.SiteId >= lo && t.SiteId <= hi && t.Day >= first && t.Day <= last && t.State == FieldTripState.Confirmed && days.Contains(t.Day))
            .Select(t => new { t.StaffId, t.Day }).Distinct().ToListAsync(cancellationToken);
        if (trips.Count == 0)
        {
            return trips.ToLookup(t => t.StaffId, t => t.Day);
        }

        var (people, tripDays) = (trips.Select(t => t.StaffId).Distinct().ToList(), trips.Select(t => t.Day).Distinct().ToList());
        var complete = (await CompleteDays(lo, hi, first, last, tripDays).Where(d => people.Contains(d.StaffId)).ToListAsync(cancellationToken))
            .Select(d => (d.StaffId, d.Day)).ToHashSet();
        return trips.Where(t => !complete.Contains((t.StaffId, t.Day))).ToLookup(t => t.StaffId, t => t.Day);
    }

    private IQueryable<PersonDay> CompleteDays(int lo, int hi, DateOnly first, DateOnly last, IReadOnlyList<DateOnly> days)
    {
        var sides = from hours in db.Set<WorkingHours>()
                    join clock in db.Set<ClockIn>() on hours.StaffId equals clock.StaffId
                    where hours.SiteId >= lo && hours.SiteId <= hi && clock.Day >= first && clock.Day <= last && days.Contains(clock.Day)
                        && clock.Day >= hours.EffectiveFrom && clock.Day <= hours.EffectiveTo
                    select new { clock.StaffId, clock.Day, Arrival = 2 * clock.SecondOfDay <= hours.Start + hours.End ? 1 : 0 };
        return sides.GroupBy(s => new { s.StaffId, s.Day })
            .Select(g => new { g.Key.StaffId, g.Key.Day, Arrived = g.Max(s => s.Arrival), NotOnlyArrived = g.Min(s => s.Arrival) })
            .Where(d => d.Arrived == 1 && d.NotOnlyArrived == 0)
            .Select(d => new PersonDay { StaffId = d.StaffId, Day = d.Day });
    }

    private sealed class PersonDay
    {
        public Guid StaffId { get; init; }

        public DateOnly Day { get; init; }
    }
}
