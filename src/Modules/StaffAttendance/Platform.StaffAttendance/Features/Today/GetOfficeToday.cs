using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Today;

/// <summary>Who of an office is where today. What kind of leave somebody has is not said.</summary>
[Requires(AttendancePermissions.View)]
[Endpoint(Verb.Get, "staff-attendance/sites/{siteId}/today", "一个乡镇今天的在岗情况")]
[Clauses("P4-ATTENDANCE-01", "P4-ATTENDANCE-02a")]
internal sealed record GetOfficeToday(int SiteId) : IQuery<OfficeToday>, ISiteRequest;

/// <param name="DayName">Name of a holiday or make-up day; null: an ordinary day.</param>
internal sealed record OfficeToday(int SiteId, string SiteName, DateOnly Day, bool Working, string? DayName, IReadOnlyList<PersonToday> People);

/// <param name="Hours">Working hours; empty: none are set.</param>
/// <param name="Leave">Half days away, for example 上午请假; empty: none.</param>
/// <param name="Field">Where to, and whether the village confirmed it; empty: no field work today.</param>
/// <param name="Shift">Duty shifts that begin today.</param>
internal sealed record PersonToday(
    Guid StaffId, string Number, string Name, string Post, string Hours, int? Arrival, int? Departure, string Leave, string Field, string Shift, Whereabouts State);

/// <summary>How the townships of the scope stand today; only those where the module is on. A fixed number of statements.</summary>
[Requires(AttendancePermissions.View)]
[Endpoint(Verb.Get, "staff-attendance/today", "辖区内各乡镇今天的在岗情况")]
[Clauses("P4-ATTENDANCE-01", "P4-ATTENDANCE-02a")]
internal sealed record ListOfficesToday(PageRequest Page) : IQuery<Page<OfficeTodayRow>>;

internal sealed record OfficeTodayRow(int SiteId, string SiteName, int People, int Present, int Away, int OnLeave, int NotYet);

internal sealed class OfficeTodayHandlers(AttendanceDbContext db, LeaveReader leaves, IWorkingDays calendar, IMediator mediator, Operation operation)
    : IRequestHandler<GetOfficeToday, OfficeToday>, IRequestHandler<ListOfficesToday, Page<OfficeTodayRow>>
{
    public async Task<OfficeToday> Handle(GetOfficeToday request, CancellationToken cancellationToken)
    {
        var today = operation.Today;
        var name = (await mediator.Send(new GetDivisions([request.SiteId]), cancellationToken)).FirstOrDefault()?.Name ?? "";
        var people = await ReadAsync([request.SiteId], cancellationToken);
        return new OfficeToday(
            request.SiteId, name, today, calendar.IsWorkingDay(today), calendar.NameOf(today), [.. people[request.SiteId].OrderBy(p => p.Number, StringComparer.Ordinal)]);
    }

    public async Task<Page<OfficeTodayRow>> Handle(ListOfficesToday request, CancellationToken cancellationToken)
    {
        var scope = operation.Actor.Scope;
        var sites = await mediator.Send(new GetEnabledSites(AttendanceCodes.ModuleId, await mediator.Send(new GetSites(scope.Lo, scope.Hi), cancellationToken)), cancellationToken);
        List<int> page = [.. sites.Skip(request.Page.Skip).Take(request.Page.Take)];
        if (page.Count == 0)
        {
            return new Page<OfficeTodayRow>([], sites.Count);
        }

        var names = (await mediator.Send(new GetDivisions(page), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        var people = await ReadAsync(page, cancellationToken);
        return new Page<OfficeTodayRow>([.. page.Select(s => Row(s, names.GetValueOrDefault(s, ""), [.. people[s]]))], sites.Count);
    }

    private static OfficeTodayRow Row(int site, string name, IReadOnlyList<PersonToday> people) => new(
        site, name, people.Count, people.Count(p => p.State is Whereabouts.Present or Whereabouts.Left), people.Count(p => p.State == Whereabouts.Away),
        people.Count(p => p.State == Whereabouts.OnLeave), people.Count(p => p.State == Whereabouts.NotYet));

    // Sites in ascending order; seven statements whatever their number.
    private async Task<ILookup<int, PersonToday>> ReadAsync(IReadOnlyList<int> sites, CancellationToken cancellationToken)
    {
        var (lo, hi, today) = (sites[0], sites[^1], operation.Today);
        var staff = await mediator.Send(new GetStaff(sites), cancellationToken);
        var hours = new HoursBook(await db.Set<WorkingHours>().AsNoTracking()
            .Where(h => h.SiteId >= lo && h.SiteId <= hi && h.EffectiveFrom <= today && h.EffectiveTo >= today).ToListAsync(cancellationToken));
        var stamps = (await db.Set<ClockIn>().Where(c => c.SiteId >= lo && c.SiteId <= hi && c.Day == today)
            .Select(c => new { c.StaffId, c.SecondOfDay }).ToListAsync(cancellationToken)).ToLookup(c => c.StaffId, c => c.SecondOfDay);
        var leave = await leaves.OfSitesAsync(lo, hi, today, today, cancellationToken);
        var trips = (await db.Set<FieldTrip>()
            .Where(t => t.SiteId >= lo && t.SiteId <= hi && t.Day == today && (t.State == FieldTripState.Confirmed || t.State == FieldTripState.Recorded))
            .OrderBy(t => t.From).Select(t => new { t.StaffId, t.From, t.To, t.Purpose, t.State }).ToListAsync(cancellationToken)).ToLookup(t => t.StaffId);
        var shifts = (await (from shift in db.Set<DutyShift>()
                             join roster in db.Set<DutyRoster>() on shift.RosterId equals roster.Id
                             where shift.SiteId >= lo && shift.SiteId <= hi && shift.Day == today && roster.State == RosterState.Published
                             orderby shift.Start
                             select new { shift.StaffId, shift.Name }).ToListAsync(cancellationToken)).ToLookup(s => s.StaffId, s => s.Name);
        var (working, now) = (calendar.IsWorkingDay(today), TimeText.Seconds(TimeOnly.FromDateTime(operation.Now.DateTime)));
        return staff.ToLookup(p => p.SiteId, p =>
        {
            var own = hours.On(p.Id, today);
            var presence = DayRule.Read(stamps[p.Id], own?.Start ?? WorkingHours.UsualStart, own?.End ?? WorkingHours.UsualEnd);
            var (morning, afternoon) = (leave.Covers(p.Id, today, DayHalf.Morning), leave.Covers(p.Id, today, DayHalf.Afternoon));
            return new PersonToday(
                p.Id, p.Number, p.Name, p.Post, own is null ? "" : $"{TimeText.Of(own.Start)}–{TimeText.Of(own.End)}", presence.Arrival, presence.Departure,
                Words.Halves(morning, afternoon),
                string.Join("；", trips[p.Id].Select(t => $"{TimeText.Of(t.From)}–{TimeText.Of(t.To)} {t.Purpose}（{Words.Of(t.State)}）")),
                string.Join("、", shifts[p.Id]),
                new WhereaboutsRule(working, own?.Start, own?.End, presence, morning, afternoon, trips.Contains(p.Id)).At(now));
        });
    }
}
