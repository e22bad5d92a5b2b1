using Platform.Contracts.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;
using Platform.StaffAttendance.Features.Incidents;
using Platform.StaffAttendance.Features.Records;
using Platform.StaffAttendance.Features.Settings;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.StaffAttendance;

/// <summary>Clock-ins come in messy; what they show follows them.</summary>
public sealed class ImportTests
{
    [Theory, DatabaseData]
    public async Task Messy_rows_are_sorted_into_new_repeated_and_wrong(DatabaseKind kind)
    {
        await using var office = await Office.OpenAsync(kind);
        ClockInInput[] rows =
        [
            Row("001", "08:30"), Row("001", "08:30"), Row("001", "17:30"),
            Row("002", "08:29:59"), Row("002", "17:00"), Row("002", "07:50", new DateOnly(2026, 10, 17)),
            Row("099", "08:00"), new("001", Office.Thursday, new TimeOnly(9, 0), "另一人"), Row("001", "08:00", new DateOnly(2026, 11, 24)), Row("001", "08:00", new DateOnly(1999, 1, 1)),
        ];

        var first = await office.AsClerk(new ImportClockIns(Office.Site, rows));
        Assert.Equal((10, 5, 1), (first.Total, first.Added, first.Repeated));
        Assert.Equal([7, 8, 9, 10], first.Faults.Select(f => f.Row));
        var again = await office.AsClerk(new ImportClockIns(Office.Site, rows));
        Assert.Equal((0, 6), (again.Added, again.Repeated));

        // 08:30 is 30:00 late, 08:29:59 is not; 17:00 is 30:00 early; a Saturday counts for nothing.
        var incidents = (await office.Incidents()).OrderBy(i => i.Kind.ToString()).ToList();
        Assert.Equal(
            [(office.People[1], IncidentKind.EarlyDeparture, 1800), (office.People[0], IncidentKind.LateArrival, 1800)],
            incidents.Select(i => (i.StaffId, i.Kind, i.Seconds)));
        Assert.All(incidents, i => Assert.Equal(new DateOnly(2026, 11, 5), i.LimitOn));
    }

    [Fact]
    public async Task Corrected_data_takes_an_undecided_incident_back_and_flags_a_decided_one()
    {
        await using var office = await Office.OpenAsync();
        await office.AsClerk(new ImportClockIns(Office.Site, [Row("001", "08:40"), Row("002", "08:45"), Row("003", "08:50")]));
        var decided = (await office.Incidents()).Single(i => i.StaffId == office.People[1]);
        await office.AsDirector(new DecideIncident(decided.Id, true));

        await office.AsClerk(new ImportClockIns(Office.Site, [Row("001", "07:58"), Row("002", "07:59"), Row("003", "08:35")]));
        var left = (await office.Incidents()).ToDictionary(i => i.StaffId);
        Assert.Equal(2, left.Count);
        Assert.True(left[office.People[1]].Contradicted);
        Assert.Equal(IncidentStatus.Verified, left[office.People[1]].Status);
        Assert.Equal(35 * 60, left[office.People[2]].Seconds);
    }

    [Fact]
    public async Task New_working_hours_move_the_incidents_with_them()
    {
        await using var office = await Office.OpenAsync();
        await office.AsClerk(new ImportClockIns(Office.Site, [Row("001", "08:40"), Row("001", "08:40", Office.Thursday.AddDays(1))]));
        await office.AsDirector(new SetWorkingHours(Office.Site, office.People[0], new TimeOnly(8, 30), new TimeOnly(17, 30), Office.Thursday.AddDays(1)));
        Assert.Equal(Office.Thursday, Assert.Single(await office.Incidents()).Day);
        var hours = await office.Platform.Read<AttendanceDbContext, List<WorkingHours>>(db => Task.FromResult(db.Set<WorkingHours>().Where(h => h.StaffId == office.People[0]).ToList()));
        Assert.Equal([Office.Thursday, WorkingHours.Open], hours.OrderBy(h => h.EffectiveFrom).Select(h => h.EffectiveTo));
    }

    [Fact]
    public async Task The_list_shows_arrival_and_departure_and_finds_people()
    {
        await using var office = await Office.OpenAsync();
        await office.AsClerk(new ImportClockIns(Office.Site, [Row("001", "08:01"), Row("001", "12:05"), Row("001", "13:20"), Row("001", "17:31"), Row("002", "08:02")]));
        var page = await office.AsClerk(new ListClockIns(new PageRequest(), Office.Site, Person: "林"));
        var row = Assert.Single(page.Items);
        Assert.Equal(("林晓梅", "08:01", "17:31", 4), (row.Name, TimeText.Of(row.Arrival!.Value), TimeText.Of(row.Departure!.Value), row.ClockIns));
        Assert.Equal(2, (await office.AsClerk(new ListClockIns(new PageRequest(), Office.Site, Month: Office.October))).Total);
        Assert.Equal(0, (await office.AsClerk(new ListClockIns(new PageRequest(), Office.Site, Person: "没有"))).Total);
    }

    private static ClockInInput Row(string number, string time, DateOnly? day = null) => new(number, day ?? Office.Thursday, TimeOnly.Parse(time));
}
