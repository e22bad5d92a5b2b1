using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Infrastructure;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Organisation.Data;
using Platform.StaffAttendance;
using Platform.StaffAttendance.Domain;
using Platform.StaffAttendance.Features.FieldTrips;
using Platform.StaffAttendance.Features.Records;
using Platform.StaffAttendance.Features.Sheets;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.StaffAttendance;

/// <summary>Field work is a record when the village confirms it, and no excuse while it does not. The clock stands at 2026-11-23.</summary>
public sealed class FieldTripTests
{
    private static readonly DateOnly Thursday = new(2026, 11, 19);
    private static readonly YearMonth November = new(2026, 11);

    [Theory, DatabaseData]
    public async Task Confirmed_field_work_is_presence_and_unconfirmed_is_shown_as_such(DatabaseKind kind)
    {
        await using var office = await Office.OpenAsync(kind);
        var (east, _) = await VillagesAsync(office);
        await office.AsClerk(new ImportClockIns(
            Office.Site,
            [
                new("001", Thursday, new TimeOnly(7, 55)), new("001", Thursday, new TimeOnly(17, 35)), new("001", Thursday.AddDays(1), new TimeOnly(11, 0)),
            ]));
        Assert.Equal(IncidentKind.LateArrival, Assert.Single(await office.Incidents()).Kind);
        var whole = await office.AsClerk(Trip(east, Thursday, 13, 16), office.People[0]);
        var late = await office.AsClerk(Trip(east, Thursday.AddDays(1), 8, 11), office.People[0]);
        var line = await LineAsync(office);
        Assert.Equal((1, 0, 2), (line.CompleteDays, line.FieldDays, line.FieldOpen));

        // The village's own person confirms: the late arrival was none, and a day is complete once.
        await office.AsVillage(new AnswerFieldTrip(Office.Site, late, true), office.People[2]);
        Assert.Empty(await office.Incidents());
        await office.AsVillage(new AnswerFieldTrip(Office.Site, whole, true), office.People[2]);
        line = await LineAsync(office);
        Assert.Equal((2, 2, 0), (line.CompleteDays, line.FieldDays, line.FieldOpen));

        async Task<SheetLine> LineAsync(Office at) => (await at.AsDirector(new GetSheet(Office.Site, November))).Lines.Single(l => l.StaffId == at.People[0]);
    }

    [Fact]
    public async Task Only_the_village_confirms_and_never_the_person()
    {
        await using var office = await Office.OpenAsync();
        var (east, west) = await VillagesAsync(office);
        var trip = await office.AsClerk(Trip(east, Thursday, 8, 11), office.People[0]);
        Assert.Equal("OWN_TRIP", await Code(() => office.AsVillage(new AnswerFieldTrip(Office.Site, trip, true), office.People[0])));
        Assert.Equal("NOT_OF_VILLAGE", await Code(() => office.AsVillage(new AnswerFieldTrip(Office.Site, trip, true), office.People[1])));
        Assert.Equal("VALIDATION", await Code(() => office.AsVillage(new AnswerFieldTrip(Office.Site, trip, false), office.People[2])));
        await office.AsVillage(new AnswerFieldTrip(Office.Site, trip, false, "当天没有来过"), office.People[2]);
        Assert.Equal("ALREADY_DECIDED", await Code(() => office.AsVillage(new AnswerFieldTrip(Office.Site, trip, true), office.People[2])));

        // A village without posts, and another place: whoever may confirm and is not the person.
        var other = await office.AsClerk(Trip(west, Thursday, 13, 15), office.People[0]);
        await office.AsVillage(new AnswerFieldTrip(Office.Site, other, true), office.People[1]);
        var row = Assert.Single((await office.AsDirector(new ListFieldTrips(new PageRequest(), Month: November, State: FieldTripState.Confirmed))).Items);
        Assert.Equal(("林晓梅", "西村", "村专干", false), (row.Name, row.Place, row.ConfirmedByName, row.MayAnswer));

        // Who sees only field work does not see what is another village's.
        Assert.Equal(1, (await office.AsVillage(new ListFieldTrips(new PageRequest()), office.People[1])).Total);
        Assert.Equal(2, (await office.AsVillage(new ListFieldTrips(new PageRequest()), office.People[2])).Total);
    }

    [Fact]
    public async Task A_record_says_where_and_when_once()
    {
        await using var office = await Office.OpenAsync();
        var (east, _) = await VillagesAsync(office);
        var trip = Trip(east, Thursday, 8, 11);
        Assert.Equal(await office.AsClerk(trip, office.People[0]), await office.AsClerk(trip, office.People[0]));
        Assert.Equal("OVERLAP", await Code(() => office.AsClerk(Trip(east, Thursday, 10, 12), office.People[0])));
        Assert.Equal("VALIDATION", await Code(() => office.AsClerk(Trip(Guid.Empty, Thursday, 13, 14), office.People[0])));
        Assert.Equal("UNKNOWN_VILLAGE", await Code(() => office.AsClerk(Trip(Keys.New(), Thursday, 13, 14), office.People[0])));
        Assert.Equal("IN_FUTURE", await Code(() => office.AsClerk(Trip(east, new DateOnly(2026, 11, 24), 13, 14), office.People[0])));
        Assert.Equal("LOCKED", await Code(() => office.AsClerk(Trip(east, Office.Thursday, 13, 14), office.People[0])));
        Assert.Equal("NO_PERSON", await Code(() => office.AsClerk(Trip(east, Thursday, 13, 14))));

        // Taken back it makes room for another.
        await office.AsClerk(new WithdrawFieldTrip(Office.Site, await office.AsClerk(trip, office.People[0])), office.People[0]);
        await office.AsClerk(Trip(east, Thursday, 10, 12), office.People[0]);
    }

    private static RecordFieldTrip Trip(Guid village, DateOnly day, int from, int to) =>
        new(Office.Site, Keys.New(), day, new TimeOnly(from, 0), new TimeOnly(to, 0), village, null, "台账指导");

    // In the east village the third person holds a post.
    private static async Task<(Guid East, Guid West)> VillagesAsync(Office office)
    {
        await office.Platform.Write<CoreDbContext>(db =>
        {
            db.AddRange(new[] { "东村", "西村" }.Select((n, i) => new Village { SiteId = Office.Site, Code = $"{Office.Site}{i + 1:000}", Name = n }));
            return Task.CompletedTask;
        });
        var villages = (await office.Platform.Send(new GetVillages([Office.Site]), Places.Site(Office.Site))).ToDictionary(v => v.Name, v => v.Id);
        await office.Platform.Write<OrganisationDbContext>(db =>
        {
            var body = new Body { SiteId = Office.Site, Kind = BodyKind.VillageCommittee, VillageId = villages["东村"], From = OpenEnd.Ever };
            var post = new Post
            {
                SiteId = Office.Site,
                Lo = Office.Site,
                Hi = Office.Site,
                BodyId = body.Id,
                Kind = PostKinds.VillageOfficer,
                Name = "村专干",
                Seats = 1,
                From = OpenEnd.Ever,
            };
            db.AddRange(body, post, new Assignment { SiteId = Office.Site, PostId = post.Id, StaffId = office.People[2], From = new DateOnly(2026, 1, 1), To = OpenEnd.Never });
            return Task.CompletedTask;
        });
        return (villages["东村"], villages["西村"]);
    }

    private static async Task<string> Code(Func<Task> action) => (await Assert.ThrowsAsync<RefusalException>(action)).Code;
}
