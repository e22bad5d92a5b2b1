using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Rosters;

/// <summary>Which townships of the scope have drawn up and published the roster of a month. Five statements.</summary>
[Requires(AttendancePermissions.View)]
[Endpoint(Verb.Get, "staff-attendance/rosters", "各乡镇某月值班表的公布情况")]
[Clauses("P4-ATTENDANCE-01")]
internal sealed record ListRosters(YearMonth Month, PageRequest Page, bool? Published = null) : IQuery<Page<RosterStateRow>>;

/// <param name="State">Null: not drawn up.</param>
internal sealed record RosterStateRow(int SiteId, string SiteName, RosterState? State, DateOnly? PublishedOn, string PublishedByName, int Shifts)
{
    public string StateText => State is { } state ? Words.Of(state) : "未排班";
}

internal sealed class ListRostersHandler(AttendanceDbContext db, IMediator mediator, Operation operation) : IRequestHandler<ListRosters, Page<RosterStateRow>>
{
    public async Task<Page<RosterStateRow>> Handle(ListRosters request, CancellationToken cancellationToken)
    {
        var first = request.Month.FirstDay;
        var scope = operation.Actor.Scope;
        var sites = await mediator.Send(new GetEnabledSites(AttendanceCodes.ModuleId, await mediator.Send(new GetSites(scope.Lo, scope.Hi), cancellationToken)), cancellationToken);
        if (request.Published is { } wanted)
        {
            var published = await db.Set<DutyRoster>().AsNoTracking().Where(r => r.Month == first && r.State == RosterState.Published).Select(r => r.SiteId).ToListAsync(cancellationToken);
            var set = published.ToHashSet();
            sites = [.. sites.Where(s => set.Contains(s) == wanted)];
        }

        List<int> shown = [.. sites.Skip(request.Page.Skip).Take(request.Page.Take)];
        var rosters = await db.Set<DutyRoster>().AsNoTracking().Where(r => r.Month == first && shown.Contains(r.SiteId))
            .Select(r => new { Roster = r, Shifts = db.Set<DutyShift>().Count(s => s.RosterId == r.Id) }).ToDictionaryAsync(r => r.Roster.SiteId, cancellationToken);
        var names = (await mediator.Send(new GetDivisions(shown), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<RosterStateRow>(
        [
            .. shown.Select(s => rosters.GetValueOrDefault(s) is { } r
                ? new RosterStateRow(s, names.GetValueOrDefault(s, ""), r.Roster.State, r.Roster.State == RosterState.Published ? r.Roster.PublishedOn : null, r.Roster.State == RosterState.Published ? r.Roster.PublishedByName : "", r.Shifts)
                : new RosterStateRow(s, names.GetValueOrDefault(s, ""), null, null, "", 0)),
        ], sites.Count);
    }
}
