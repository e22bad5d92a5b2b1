using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Rosters;

/// <summary>The roster of an office for a month, a row for each day. Five statements.</summary>
[Requires(AttendancePermissions.View)]
[Endpoint(Verb.Get, "staff-attendance/sites/{siteId}/rosters/{month}", "一个乡镇某月的值班表")]
[Clauses("P4-ATTENDANCE-01")]
internal sealed record GetRoster(int SiteId, YearMonth Month) : IQuery<RosterSheet>, ISiteRequest;

/// <param name="State">Null: not drawn up.</param>
/// <param name="Shifts">Names of the shifts, in the order of the columns.</param>
/// <param name="Totals">How many shifts each person has.</param>
internal sealed record RosterSheet(
    int SiteId, string SiteName, YearMonth Month, RosterState? State, string PublishedByName, DateOnly? PublishedOn, string WithdrawnReason, IReadOnlyList<string> Shifts,
    IReadOnlyList<RosterDay> Days, IReadOnlyList<PersonTurns> Totals, Guid? Version);

internal sealed record RosterDay(DateOnly Day, bool Working, string? Holiday, IReadOnlyList<RosterTurn> Turns);

/// <param name="OnLeave">On granted leave that day: the shift is open until somebody else takes it.</param>
internal sealed record RosterTurn(Guid ShiftId, Guid TemplateId, string Shift, int Start, int End, Guid StaffId, string Name, string ChangeNote, bool OnLeave, Guid Version);

/// <param name="OnRestDays">Of them on rest days.</param>
internal sealed record PersonTurns(Guid StaffId, string Name, int Count, int OnRestDays);

internal sealed class GetRosterHandler(AttendanceDbContext db, PeopleNames names, LeaveReader leave, IWorkingDays calendar) : IRequestHandler<GetRoster, RosterSheet>
{
    public async Task<RosterSheet> Handle(GetRoster request, CancellationToken cancellationToken)
    {
        var (first, last) = (request.Month.FirstDay, request.Month.LastDay);
        var roster = await db.Set<DutyRoster>().AsNoTracking().FirstOrDefaultAsync(r => r.SiteId == request.SiteId && r.Month == first, cancellationToken);
        var shifts = roster is null
            ? []
            : await db.Set<DutyShift>().AsNoTracking().Where(s => s.RosterId == roster.Id).OrderBy(s => s.Day).ThenBy(s => s.Start).ThenBy(s => s.Name).ThenBy(s => s.Id).ToListAsync(cancellationToken);
        var known = await names.OfAsync(shifts.Select(s => s.StaffId), [request.SiteId], cancellationToken);
        var away = await leave.OfSitesAsync(request.SiteId, request.SiteId, first, last, cancellationToken);
        var byDay = shifts.ToLookup(s => s.Day);
        var days = Enumerable.Range(0, last.Day).Select(first.AddDays).Select(day => new RosterDay(
            day, calendar.IsWorkingDay(day), calendar.NameOf(day),
            [.. byDay[day].Select(s => new RosterTurn(s.Id, s.TemplateId, s.Name, s.Start, s.End, s.StaffId, known.Person(s.StaffId).Name, s.ChangeNote, away.IsAway(s.StaffId, day), s.Version))]));
        return new RosterSheet(
            request.SiteId, known.Site(request.SiteId), request.Month, roster?.State, roster?.PublishedByName ?? "", roster?.PublishedOn, roster?.WithdrawnReason ?? "",
            [.. shifts.OrderBy(s => s.Start).ThenBy(s => s.Name, StringComparer.Ordinal).Select(s => s.Name).Distinct()],
            [.. days],
            [.. shifts.GroupBy(s => s.StaffId).Select(g => new PersonTurns(g.Key, known.Person(g.Key).Name, g.Count(), g.Count(s => !calendar.IsWorkingDay(s.Day)))).OrderByDescending(t => t.Count).ThenBy(t => t.Name, StringComparer.Ordinal)],
            roster?.Version);
    }
}
