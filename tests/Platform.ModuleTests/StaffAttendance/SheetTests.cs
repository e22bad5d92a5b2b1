using Platform.Contracts.Messaging;
using Platform.Oversight.Data;
using Platform.StaffAttendance;
using Platform.StaffAttendance.Domain;
using Platform.StaffAttendance.Features.Incidents;
using Platform.StaffAttendance.Features.Records;
using Platform.StaffAttendance.Features.Sheets;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.StaffAttendance;

/// <summary>The second person, and the sheet the director confirms.</summary>
public sealed class SheetTests
{
    [Fact]
    public async Task An_incident_needs_a_second_person_who_is_not_the_person_concerned()
    {
        await using var office = await Office.OpenAsync();
        await Late(office);
        var incident = Assert.Single(await office.Incidents());
        Assert.Equal("OWN_RECORD", await Code(() => office.AsClerk(new DecideIncident(incident.Id, true))));
        Assert.Equal("OWN_INCIDENT", await Code(() => office.AsDirector(new DecideIncident(incident.Id, true), office.People[0])));
        Assert.Equal("VALIDATION", await Code(() => office.AsDirector(new DecideIncident(incident.Id, false))));
        await office.AsDirector(new DecideIncident(incident.Id, true, "属实", incident.Version));
        Assert.Equal("CHANGED_MEANWHILE", await Code(() => office.AsDirector(new ReopenIncident(incident.Id, "错了", incident.Version))));

        var row = Assert.Single((await office.AsDirector(new ListIncidents(new PageRequest(), Status: IncidentStatus.Verified))).Items);
        Assert.Equal(("林晓梅", 1, false), (row.Name, row.Tier!.Number, row.Tier.Collectible));
        await office.AsDirector(new ReopenIncident(incident.Id, "看错了日期"));
        Assert.Equal(IncidentStatus.Recorded, Assert.Single(await office.Incidents()).Status);
    }

    [Theory, DatabaseData]
    public async Task A_sheet_is_confirmed_when_all_is_decided_and_then_stands(DatabaseKind kind)
    {
        await using var office = await Office.OpenAsync(kind);
        await Late(office);
        Assert.Equal("UNVERIFIED_INCIDENTS", await Code(() => office.AsDirector(new ConfirmSheet(Office.Site, Office.October))));
        Assert.Equal("MONTH_NOT_OVER", await Code(() => office.AsDirector(new ConfirmSheet(Office.Site, new YearMonth(2026, 11)))));
        var incident = Assert.Single(await office.Incidents());
        await office.AsDirector(new DecideIncident(incident.Id, true));
        await office.AsDirector(new ConfirmSheet(Office.Site, Office.October));

        var proof = Assert.Single(await Proofs(office));
        Assert.Equal((AttendanceCodes.MonthlySheet, new DateOnly(2026, 11, 23), false), (proof.DutyCode, proof.OccurredOn, proof.Withdrawn));
        var sheet = await office.AsDirector(new GetSheet(Office.Site, Office.October));
        Assert.True(sheet.IsConfirmed);
        var line = sheet.Lines.Single(l => l.StaffId == office.People[0]);
        Assert.Equal((1, 1, 0, 1), (line.CompleteDays, line.Late, line.Early, line.Verified));
        Assert.Equal(line.WorkingDays - 1, line.MissingDays);

        // The month is closed for more data and other decisions.
        var more = await office.AsClerk(new ImportClockIns(Office.Site, [new("002", Office.Thursday, new TimeOnly(8, 0))]));
        Assert.Equal(0, more.Added);
        Assert.Single(more.Faults);
        Assert.Equal("SHEET_CONFIRMED", await Code(() => office.AsDirector(new ReopenIncident(incident.Id, "错了"))));
        Assert.Equal("SHEET_CONFIRMED", await Code(() => office.AsDirector(new ConfirmSheet(Office.Site, Office.October))));
    }

    [Fact]
    public async Task A_withdrawn_sheet_proves_nothing_until_it_is_confirmed_again()
    {
        await using var office = await Office.OpenAsync();
        await office.AsDirector(new ConfirmSheet(Office.Site, Office.October));
        await office.AsDirector(new WithdrawSheet(Office.Site, Office.October, "漏了一天"));
        Assert.True(Assert.Single(await Proofs(office)).Withdrawn);
        Assert.Equal("漏了一天", (await office.AsDirector(new GetSheet(Office.Site, Office.October))).WithdrawnReason);
        Assert.Equal("NOT_CONFIRMED", await Code(() => office.AsDirector(new WithdrawSheet(Office.Site, Office.October, "再来"))));
        await office.AsDirector(new ConfirmSheet(Office.Site, Office.October));
        Assert.False(Assert.Single(await Proofs(office)).Withdrawn);
        Assert.Equal(3, (await office.AsDirector(new GetSheet(Office.Site, Office.October))).Lines.Count);
    }

    [Fact]
    public async Task The_overview_tells_which_townships_confirmed()
    {
        await using var office = await Office.OpenAsync();
        await office.AsDirector(new ConfirmSheet(Office.Site, Office.October));
        var all = await office.Platform.Send(new ListSheets(Office.October, PageRequest.All()), Platform.TestKit.Places.County);
        Assert.Equal(8, all.Total);
        Assert.Equal(Office.Site, Assert.Single(all.Items, r => r.ConfirmedOn is not null).SiteId);
        Assert.Equal(7, (await office.Platform.Send(new ListSheets(Office.October, new PageRequest(), false), Platform.TestKit.Places.County)).Total);
    }

    private static Task Late(Office office) => office.AsClerk(new ImportClockIns(
        Office.Site, [new("001", Office.Thursday, new TimeOnly(8, 45)), new("001", Office.Thursday, new TimeOnly(17, 40))]));

    private static Task<List<DutyFulfilment>> Proofs(Office office) =>
        office.Platform.Read<OversightDbContext, List<DutyFulfilment>>(db => Task.FromResult(db.Set<DutyFulfilment>().ToList()));

    private static async Task<string> Code(Func<Task> action) => (await Assert.ThrowsAsync<RefusalException>(action)).Code;
}
