using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Records;

/// <summary>The days of people with arrival and departure, newest first. Without filter: the last month that has records.</summary>
/// <param name="SiteId">Null: the whole scope.</param>
/// <param name="Person">Beginning of a name, or a staff number.</param>
/// <param name="Month">Null: every month.</param>
[Requires(AttendancePermissions.View)]
[Endpoint(Verb.Get, "staff-attendance/clock-ins", "打卡记录：每人每天的上班和下班时间")]
[Clauses("P4-ATTENDANCE-02a")]
internal sealed record ListClockIns(
    PageRequest Page, int? SiteId = null, Guid? StaffId = null, string? Person = null, YearMonth? Month = null, DateOnly? Day = null) : IQuery<Page<ClockInDayRow>>;

/// <param name="Arrival">Seconds since midnight; null: no clock-in before the middle of the working hours.</param>
/// <param name="Corrections">What was added or made void, and by whom; empty: nothing.</param>
/// <param name="ClockIns">How many times the person clocked in on that day.</param>
internal sealed record ClockInDayRow(
    int SiteId, string SiteName, Guid StaffId, string Number, string Name, DateOnly Day, string? DayName, bool WorkingDay, int? Arrival, int? Departure, int ClockIns, string Hours, string Corrections);

internal sealed class ListClockInsHandler(AttendanceDbContext db, PeopleNames names, IWorkingDays calendar)
    : IRequestHandler<ListClockIns, Page<ClockInDayRow>>
{
    public async Task<Page<ClockInDayRow>> Handle(ListClockIns request, CancellationToken cancellationToken)
    {
        if (await FilterAsync(request, cancellationToken) is not { } rows)
        {
            return new Page<ClockInDayRow>([], 0);
        }

        var days = rows.GroupBy(c => new { c.SiteId, c.StaffId, c.Day }).Select(g => new { g.Key.SiteId, g.Key.StaffId, g.Key.Day, Count = g.Count() });
        var total = await days.CountAsync(cancellationToken);
        var sorted = request.Page.Sort == "Day"
            ? days.OrderBy(d => d.Day).ThenBy(d => d.SiteId).ThenBy(d => d.StaffId)
            : days.OrderByDescending(d => d.Day).ThenBy(d => d.SiteId).ThenBy(d => d.StaffId);
        var page = await sorted.Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        if (page.Count == 0)
        {
            return new Page<ClockInDayRow>([], total);
        }

        var staff = page.Select(d => d.StaffId).Distinct().ToList();
        var (first, last) = (page.Min(d => d.Day), page.Max(d => d.Day));
        var stamps = (await rows.Where(c => c.Day >= first && c.Day <= last && staff.Contains(c.StaffId))
            .Select(c => new { c.StaffId, c.Day, c.SecondOfDay }).ToListAsync(cancellationToken)).ToLookup(c => (c.StaffId, c.Day), c => c.SecondOfDay);
        var hours = new HoursBook(await db.Set<WorkingHours>().AsNoTracking().Where(h => staff.Contains(h.StaffId)).ToListAsync(cancellationToken));
        var corrections = (await db.Set<ClockInCorrection>().AsNoTracking().Where(c => c.Day >= first && c.Day <= last && staff.Contains(c.StaffId))
            .OrderBy(c => c.Id).ToListAsync(cancellationToken)).ToLookup(c => (c.StaffId, c.Day), Text);
        var known = await names.OfAsync(staff, page.Select(d => d.SiteId), cancellationToken);
        return new Page<ClockInDayRow>([.. page.Select(d => Row(d.SiteId, d.StaffId, d.Day, [.. stamps[(d.StaffId, d.Day)]], hours, known) with { Corrections = string.Join("；", corrections[(d.StaffId, d.Day)]) })], total);
    }

    // Null: the person asked for does not exist.
    private async Task<IQueryable<ClockIn>?> FilterAsync(ListClockIns request, CancellationToken cancellationToken)
    {
        var rows = db.Set<ClockIn>().AsNoTracking();
        if (request.SiteId is { } site)
        {
            rows = rows.Where(c => c.SiteId == site);
        }

        if (request.Month is { } month)
        {
            var (first, last) = (month.FirstDay, month.LastDay);
            rows = rows.Where(c => c.Day >= first && c.Day <= last);
        }

        if (request.Day is { } day)
        {
            rows = rows.Where(c => c.Day == day);
        }

        if (request.StaffId is { } staff)
        {
            rows = rows.Where(c => c.StaffId == staff);
        }

        if (string.IsNullOrWhiteSpace(request.Person))
        {
            return rows;
        }

        var people = await names.FindAsync(request.Person, request.SiteId, cancellationToken);
        return people.Count == 0 ? null : rows.Where(c => people.Contains(c.StaffId));
    }

    private static string Text(ClockInCorrection c) =>
        $"{Words.Of(c.Kind)} {TimeText.Of(c.SecondOfDay)}（{c.Reason}，{c.MadeByName} {c.MadeOn:yyyy-MM-dd}{(c.AfterLock ? "，锁定后" : "")}）";

    private ClockInDayRow Row(int site, Guid staff, DateOnly day, int[] seconds, HoursBook hours, KnownPeople known)
    {
        var set = hours.On(staff, day);
        var presence = set is null ? new Presence(seconds.Min(), seconds.Length > 1 ? seconds.Max() : null) : DayRule.Read(seconds, set.Start, set.End);
        var person = known.Person(staff);
        return new ClockInDayRow(
            site, known.Site(site), staff, person.Number, person.Name, day, calendar.NameOf(day), calendar.IsWorkingDay(day), presence.Arrival, presence.Departure,
            seconds.Length, set is null ? "未设置" : $"{TimeText.Of(set.Start)}–{TimeText.Of(set.End)}", "");
    }
}
