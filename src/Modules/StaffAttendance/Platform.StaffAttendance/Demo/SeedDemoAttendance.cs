using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;
using Platform.StaffAttendance.Features.Sheets;

namespace Platform.StaffAttendance.Demo;

/// <summary>One month of the demo county up to yesterday: clock-ins through the ordinary writer, decisions, confirmed sheets with their proofs.</summary>
/// <param name="Eventful">A few people have many incidents.</param>
[Label("装入演示月份")]
[Requires(AttendancePermissions.Work)]
internal sealed record SeedDemoAttendance(IReadOnlyList<int> SiteIds, YearMonth Month, bool Eventful = false) : ICommand<int>;

internal sealed class SeedDemoAttendanceHandler(
    AttendanceDbContext db, ClockInWriter writer, SheetReader sheets, LeaveReader leaves, IWorkingDays calendar, IMediator mediator, Operation operation)
    : IRequestHandler<SeedDemoAttendance, int>
{
    public async Task<int> Handle(SeedDemoAttendance request, CancellationToken cancellationToken)
    {
        var staff = (await mediator.Send(new GetStaff(request.SiteIds), cancellationToken)).ToLookup(s => s.SiteId);
        var yesterday = operation.Today.AddDays(-1);
        var days = calendar.WorkingDaysBetween(request.Month.FirstDay, request.Month.LastDay < yesterday ? request.Month.LastDay : yesterday);
        var leave = await leaves.OfSitesAsync(request.SiteIds[0], request.SiteIds[^1], request.Month.FirstDay, request.Month.LastDay, cancellationToken);
        var stamps = from site in request.SiteIds
                     from person in staff[site].Select((row, index) => (row.Id, Index: index))
                     from day in days
                     from second in DemoDays.Of(site, person.Index, day)
                     where !leave.Covers(person.Id, day, DayRule.CountsForArrival(second, DemoDays.Start, DemoDays.End) ? DayHalf.Morning : DayHalf.Afternoon)
                     select new Stamp(site, person.Id, day, second);
        await Bulk.InsertAsync(
            db, request.SiteIds.Where(staff.Contains).SelectMany(s => DemoFieldTrips.Of(s, [.. staff[s]], days, operation.Today)).ToList(), cancellationToken);
        var counts = await writer.WriteAsync(stamps, ClockInSource.Generated, Keys.New(), cancellationToken);
        await CorrectAsync(request, staff, days, cancellationToken);
        await Bulk.InsertAsync(
            db, request.SiteIds.SelectMany((s, i) => staff.Contains(s) ? DemoIncidents.Of(s, i, [.. staff[s]], days, request.Eventful) : []).ToList(), cancellationToken);
        await DecideAsync(request, staff, cancellationToken);
        await ConfirmAsync(request, staff, cancellationToken);
        return counts.Added;
    }

    private async Task CorrectAsync(SeedDemoAttendance request, ILookup<int, StaffRow> staff, IReadOnlyList<DateOnly> days, CancellationToken cancellationToken)
    {
        List<ClockInCorrection> corrections =
        [
            .. request.SiteIds.Where(staff.Contains).SelectMany(s =>
                DemoCorrections.Of(s, request.Month.FirstDay, Story(request, s), [.. staff[s]], days, operation.Today)),
        ];
        await Bulk.InsertAsync(
            db, corrections.Select(c => ClockInWriter.Row(new Stamp(c.SiteId, c.StaffId, c.Day, c.SecondOfDay), ClockInSource.Correction, c.Id)), cancellationToken);
        await Bulk.InsertAsync(db, corrections, cancellationToken);
    }

    private async Task DecideAsync(SeedDemoAttendance request, ILookup<int, StaffRow> staff, CancellationToken cancellationToken)
    {
        var (lo, hi, first, last) = (request.SiteIds[0], request.SiteIds[^1], request.Month.FirstDay, request.Month.LastDay);
        var incidents = await db.Set<Incident>().Where(i => i.SiteId >= lo && i.SiteId <= hi && i.Day >= first && i.Day <= last).ToListAsync(cancellationToken);
        foreach (var site in incidents.GroupBy(i => i.SiteId))
        {
            var story = Story(request, site.Key);
            foreach (var (incident, number) in site.OrderBy(i => i.Day).ThenBy(i => i.StaffId).Select((i, n) => (i, n)))
            {
                if (story.DecidedOn(number, first) is { } on && on <= operation.Today)
                {
                    var director = staff[site.Key].First();
                    var dismissed = number % 4 == 3 && !incident.Manual;
                    (incident.Status, incident.VerifiedOn) = (dismissed ? IncidentStatus.Dismissed : IncidentStatus.Verified, on);
                    incident.VerifiedByName = incident.StaffId == director.Id ? "分管领导" : director.Name;
                    incident.Note = dismissed ? "经批准下村，有村委会证明" : "";
                }
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task ConfirmAsync(SeedDemoAttendance request, ILookup<int, StaffRow> staff, CancellationToken cancellationToken)
    {
        var lines = await sheets.ReadAsync(request.SiteIds, request.Month, cancellationToken);
        var confirmed = new List<MonthlySheet>();
        foreach (var site in request.SiteIds.Where(s => lines.Contains(s)))
        {
            if (Story(request, site).ConfirmedOn is { } on && on <= operation.Today)
            {
                confirmed.Add(new MonthlySheet
                {
                    SiteId = site,
                    Month = request.Month.FirstDay,
                    State = SheetState.Confirmed,
                    ConfirmedByName = staff[site].First().Name,
                    ConfirmedOn = on,
                });
            }
        }

        await Bulk.InsertAsync(db, confirmed, cancellationToken);
        await Bulk.InsertAsync(db, confirmed.SelectMany(s => lines[s.SiteId].Select(l => ConfirmSheetHandler.Frozen(s, l))), cancellationToken);
        await mediator.Publish(
            new DutiesFulfilled(
            [
                .. confirmed.Select(s => new DutyFulfilled(AttendanceCodes.MonthlySheet, s.SiteId, Guid.Empty, s.Month, s.EvidenceRef, s.ConfirmedOn, s.ConfirmedOn)),
            ]),
            cancellationToken);
    }

    private static DemoStory Story(SeedDemoAttendance request, int site) => DemoStory.Of(request.SiteIds.ToList().IndexOf(site), request.Month.FirstDay);
}
