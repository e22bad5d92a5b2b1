using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;
using Platform.StaffAttendance.Features.Clocking;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.StaffAttendance;

/// <summary>One press of the signed-in person.</summary>
public sealed class ClockingTests
{
    [Theory, DatabaseData]
    public async Task A_press_is_one_record_however_often_it_is_sent(DatabaseKind kind)
    {
        await using var office = await Office.OpenAsync(kind);
        office.Platform.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 24, 8, 40, 5, TimeSpan.FromHours(8)));
        var (me, key) = (office.People[1], Keys.New());
        Assert.Equal((8 * 3600) + 2405, (await office.AsClerk(new ClockNow(Office.Site, key), me)).SecondOfDay);
        Assert.True((await office.AsClerk(new ClockNow(Office.Site, key), me)).Repeated);

        // Another key within the minute is the same press; after it, it is the next one. The key is never used twice.
        office.Platform.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.True((await office.AsClerk(new ClockNow(Office.Site, Keys.New()), me)).Repeated);
        office.Platform.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await office.AsClerk(new ClockNow(Office.Site, key), me)).Repeated);
        Assert.False((await office.AsClerk(new ClockNow(Office.Site, Keys.New()), me)).Repeated);
        office.Platform.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 24, 17, 31, 0, TimeSpan.FromHours(8)));
        await office.AsClerk(new ClockNow(Office.Site, Keys.New()), me);

        var day = await office.AsClerk(new GetOwnDay(Office.Site), me);
        Assert.Equal([("08:40:05", true), ("08:41:05", true), ("17:31", false)], day.Stamps.Select(s => (TimeText.Of(s.SecondOfDay), s.Arrival!.Value)));
        Assert.Equal(("陈建平", "08:00–17:30"), (day.Name, day.Hours));
        Assert.All(day.Stamps, s => Assert.Equal(ClockInSource.Page, s.Source));
        Assert.Equal(IncidentKind.LateArrival, Assert.Single(await office.Incidents()).Kind);
    }

    [Fact]
    public async Task Nobody_clocks_for_somebody_else_or_elsewhere()
    {
        await using var office = await Office.OpenAsync();
        Assert.Equal("NO_PERSON", await Code(() => office.AsClerk(new ClockNow(Office.Site, Keys.New()))));
        var elsewhere = (await Office.AddPeopleAsync(office.Platform, Places.SecondSite))[0];
        Assert.Equal("OTHER_SITE", await Code(() => office.AsClerk(new ClockNow(Office.Site, Keys.New()), elsewhere)));
        Assert.Equal("VALIDATION", await Code(() => office.AsClerk(new ClockNow(Office.Site, Guid.Empty), office.People[0])));
        Assert.Equal(0, await office.Platform.Read<AttendanceDbContext, int>(db => db.Set<ClockIn>().CountAsync()));
    }

    private static async Task<string> Code(Func<Task> action) => (await Assert.ThrowsAsync<RefusalException>(action)).Code;
}
