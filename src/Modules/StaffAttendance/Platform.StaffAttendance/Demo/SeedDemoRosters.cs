using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Demo;

/// <summary>The rosters of a month for the demo county, drawn up as the page does it: published up to this month, a draft for the next; a swap here and there.</summary>
[Label("装入演示值班表")]
[Requires(AttendancePermissions.Work)]
internal sealed record SeedDemoRosters(IReadOnlyList<int> SiteIds, YearMonth Month) : ICommand<int>;

internal sealed class SeedDemoRostersHandler(AttendanceDbContext db, IWorkingDays calendar, IMediator mediator, Operation operation) : IRequestHandler<SeedDemoRosters, int>
{
    public async Task<int> Handle(SeedDemoRosters request, CancellationToken cancellationToken)
    {
        var (first, last, lo, hi) = (request.Month.FirstDay, request.Month.LastDay, request.SiteIds[0], request.SiteIds[^1]);
        var staff = (await mediator.Send(new GetStaff(request.SiteIds), cancellationToken)).ToLookup(s => s.SiteId);
        var templates = (await db.Set<ShiftTemplate>().AsNoTracking().Where(t => t.SiteId >= lo && t.SiteId <= hi).OrderBy(t => t.Start).ToListAsync(cancellationToken)).ToLookup(t => t.SiteId);
        if (templates.Count == 0)
        {
            List<ShiftTemplate> made = [.. request.SiteIds.SelectMany(Templates)];
            await Bulk.InsertAsync(db, made, cancellationToken);
            templates = made.ToLookup(t => t.SiteId);
        }

        var turns = (await db.Set<DutyShift>().AsNoTracking().Where(s => s.SiteId >= lo && s.SiteId <= hi && s.Day < first)
                .GroupBy(s => new { s.SiteId, s.StaffId }).Select(g => new { g.Key.SiteId, g.Key.StaffId, Last = g.Max(s => s.Day) }).ToListAsync(cancellationToken)).ToLookup(t => t.SiteId);
        var days = Enumerable.Range(0, last.Day).Select(first.AddDays).Select(d => (d, calendar.IsWorkingDay(d))).ToList();
        var published = request.Month.CompareTo(YearMonth.Of(operation.Today)) <= 0;
        var (rosters, shifts, swaps) = (new List<DutyRoster>(), new List<DutyShift>(), new List<ShiftSwap>());
        foreach (var site in request.SiteIds)
        {
            List<StaffRow> people = [.. staff[site]];
            var roster = new DutyRoster
            {
                SiteId = site,
                Month = first,
                State = published ? RosterState.Published : RosterState.Draft,
                PublishedByName = published ? people[0].Name : "",
                PublishedOn = published ? first.AddDays(-3) : null,
            };
            var plan = RosterPlan.Of(days, [.. templates[site]], [.. people.Select(p => p.Id)], turns[site].ToDictionary(t => t.StaffId, t => t.Last));
            List<DutyShift> own = [.. plan.Select(p => Shift(roster, p))];
            if (published && people.Count > 2)
            {
                swaps.AddRange(Swaps(own, people));
            }

            rosters.Add(roster);
            shifts.AddRange(own);
        }

        await Bulk.InsertAsync(db, rosters, cancellationToken);
        await Bulk.InsertAsync(db, shifts, cancellationToken);
        await Bulk.InsertAsync(db, swaps, cancellationToken);
        return shifts.Count;
    }

    private static IEnumerable<ShiftTemplate> Templates(int site) =>
    [
        new() { SiteId = site, Name = "白班", Start = 8 * 3600, End = (17 * 3600) + 1800, Days = ShiftDays.RestDays },
        new() { SiteId = site, Name = "夜班", Start = (17 * 3600) + 1800, End = 8 * 3600, Days = ShiftDays.All },
    ];

    private static DutyShift Shift(DutyRoster roster, PlannedShift p) => new()
    {
        SiteId = roster.SiteId,
        RosterId = roster.Id,
        TemplateId = p.Template.Id,
        Day = p.Day,
        Name = p.Template.Name,
        Start = p.Template.Start,
        End = p.Template.End,
        StaffId = p.StaffId,
    };

    // One in the middle of the month is agreed and moved; one of the last days waits for an answer while that day has not come.
    private IEnumerable<ShiftSwap> Swaps(List<DutyShift> shifts, List<StaffRow> people)
    {
        var moved = shifts[shifts.Count / 2];
        var taker = people.First(p => shifts.All(s => s.Day != moved.Day || s.StaffId != p.Id));
        if (moved.Day <= operation.Today)
        {
            var giver = people.First(p => p.Id == moved.StaffId);
            var asked = new DateTimeOffset(moved.Day.AddDays(-2).ToDateTime(new TimeOnly(10, 20)), operation.Now.Offset);
            yield return new ShiftSwap
            {
                SiteId = moved.SiteId,
                ShiftId = moved.Id,
                Day = moved.Day,
                ShiftName = moved.Name,
                FromStaffId = giver.Id,
                ToStaffId = taker.Id,
                Reason = "家中有事",
                AskedAt = asked,
                State = SwapState.Accepted,
                AnsweredAt = asked.AddHours(3),
                SeenByName = moved.Day < YearMonth.Of(operation.Today).FirstDay ? people[0].Name : "",
                SeenOn = moved.Day < YearMonth.Of(operation.Today).FirstDay ? moved.Day : null,
            };
            (moved.StaffId, moved.ChangeNote) = (taker.Id, $"{giver.Name}与{taker.Name}调班");
        }

        if (shifts.LastOrDefault(s => s.Day >= operation.Today && s.StaffId == people[1].Id) is { } coming)
        {
            yield return new ShiftSwap
            {
                SiteId = coming.SiteId,
                ShiftId = coming.Id,
                Day = coming.Day,
                ShiftName = coming.Name,
                FromStaffId = people[1].Id,
                ToStaffId = people[0].Id,
                Reason = "当天参加县里培训，晚上赶不回来",
                AskedAt = operation.Now.AddHours(-5),
            };
        }
    }
}
