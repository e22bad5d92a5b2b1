using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure;
using Platform.Infrastructure.Data;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Demo;

/// <summary>
/// Five people, their working hours and a month of clock-ins for each of the given sites, in one transaction: for measurements. Ask for some
/// hundreds of sites at a time; they must not have people yet.
/// </summary>
[Label("生成测试数据")]
[Requires(AttendancePermissions.Work)]
internal sealed record GenerateLoad(IReadOnlyList<int> SiteIds, YearMonth Month) : ICommand<long>;

internal sealed class LoadGenerator(AttendanceDbContext db, IWorkingDays calendar, IMediator mediator) : IRequestHandler<GenerateLoad, long>
{
    public const int PeoplePerSite = 5;

    public async Task<long> Handle(GenerateLoad request, CancellationToken cancellationToken)
    {
        List<NewStaff> drafts = [.. request.SiteIds.SelectMany(s => Enumerable.Range(1, PeoplePerSite).Select(n => new NewStaff(s, $"{n:000}", $"人员{n}", n == 1 ? "主任" : "专干")))];
        var ids = await mediator.Send(new AddStaff(drafts), cancellationToken);
        await Bulk.InsertAsync(db, drafts.Select((d, i) => Hours(d.SiteId, ids[i], request.Month)), cancellationToken);
        var days = calendar.WorkingDaysBetween(request.Month.FirstDay, request.Month.LastDay);
        var (import, incidents) = (Keys.New(), new List<Incident>());
        var written = await Bulk.InsertAsync(db, Rows(drafts, ids, days, import, incidents), cancellationToken);
        await Bulk.InsertAsync(db, incidents, cancellationToken);
        return written;
    }

    private static WorkingHours Hours(int site, Guid staff, YearMonth month) =>
        new() { SiteId = site, StaffId = staff, Start = DemoDays.Start, End = DemoDays.End, EffectiveFrom = month.FirstDay };

    // Streamed: only the few incidents are held.
    private static IEnumerable<ClockIn> Rows(List<NewStaff> people, IReadOnlyList<Guid> ids, IReadOnlyList<DateOnly> days, Guid import, List<Incident> incidents)
    {
        for (var i = 0; i < people.Count; i++)
        {
            foreach (var day in days)
            {
                var seconds = DemoDays.Of(people[i].SiteId, i % PeoplePerSite, day).ToList();
                incidents.AddRange(DayRule.Breaches(DayRule.Read(seconds, DemoDays.Start, DemoDays.End), DemoDays.Start, DemoDays.End)
                    .Select(b => Decided(people[i].SiteId, ids[i], day, b, import)));
                foreach (var second in seconds)
                {
                    yield return ClockInWriter.Row(new Stamp(people[i].SiteId, ids[i], day, second), ClockInSource.Generated, import);
                }
            }
        }
    }

    private static Incident Decided(int site, Guid staff, DateOnly day, Breach breach, Guid import)
    {
        var limit = IncidentLimit.Of(day, IncidentLimit.DefaultDay);
        return new Incident
        {
            SiteId = site,
            StaffId = staff,
            Day = day,
            Kind = breach.Kind,
            Seconds = breach.Seconds,
            LimitOn = limit,
            RecordedIn = import,
            Status = IncidentStatus.Verified,
            VerifiedByName = "主任",
            VerifiedOn = limit.AddDays(day.Day % 5 == 0 ? 2 : -1),
        };
    }
}
