using Platform.Contracts.Messaging;
using Platform.StaffAttendance.Domain;
using Platform.StaffAttendance.Features.Incidents;
using Platform.StaffAttendance.Features.Reports;
using Platform.StaffAttendance.Features.Settings;
using Platform.StaffAttendance.Features.Sheets;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.StaffAttendance;

/// <summary>Incidents that somebody saw, objections, tiers that cost nothing, and the report with the fifth. The clock stands at 2026-11-23, a Monday.</summary>
public sealed class IncidentCountTests
{
    private static readonly DateOnly Monday = new(2026, 11, 2);

    [Fact]
    public async Task What_was_seen_is_recorded_by_one_and_verified_by_another()
    {
        await using var office = await Office.OpenAsync();
        Assert.Equal("BELOW_THRESHOLD", await Code(() => office.AsClerk(Seen(office, 0, IncidentKind.LateArrival, 1799))));
        await office.AsClerk(Seen(office, 0, IncidentKind.LateArrival, 1800));
        Assert.Equal("ALREADY_RECORDED", await Code(() => office.AsClerk(Seen(office, 0, IncidentKind.LateArrival, 2000))));
        Assert.Equal("NOT_A_WORKDAY", await Code(() => office.AsClerk(Seen(office, 5, IncidentKind.Absence))));
        Assert.Equal("IN_FUTURE", await Code(() => office.AsClerk(Seen(office, 22, IncidentKind.Absence))));
        Assert.Equal("OWN_INCIDENT", await Code(() => office.AsClerk(Seen(office, 1, IncidentKind.LeftPost), office.People[1])));
        var left = await office.AsClerk(Seen(office, 1, IncidentKind.LeftPost));
        Assert.Equal("OWN_RECORD", await Code(() => office.AsClerk(new DecideIncident(left, true))));
        Assert.Equal("OWN_INCIDENT", await Code(() => office.AsDirector(new DecideIncident(left, true), office.People[1])));
        await office.AsDirector(new DecideIncident(left, true));
        var line = (await office.AsDirector(new GetSheet(Office.Site, new YearMonth(2026, 11)))).Lines.Single(l => l.StaffId == office.People[1]);
        Assert.Equal((1, 1, 1), (line.Late, line.Other, line.Verified));
    }

    [Theory, DatabaseData]
    public async Task An_objection_holds_the_count_until_a_third_person_decides(DatabaseKind kind)
    {
        await using var office = await Office.OpenAsync(kind);
        var id = await office.AsClerk(Seen(office, 0, IncidentKind.Absence));
        Assert.Equal("NOT_VERIFIED", await Code(() => office.AsClerk(new ObjectToIncident(id, "请过假"), office.People[1])));
        await office.AsDirector(new DecideIncident(id, true));
        Assert.Equal("NOT_FOUND", await Code(() => office.AsClerk(new ObjectToIncident(id, "请过假"), office.People[2])));
        await office.AsClerk(new ObjectToIncident(id, "请过假"), office.People[1]);
        var row = Assert.Single((await office.AsClerk(new ListOwnIncidents(new PageRequest()), office.People[1])).Items);
        Assert.Equal((ObjectionState.Raised, null), (row.Objection, row.Tier));
        Assert.Equal("VERIFIED_IT", await Code(() => office.AsDirector(new DecideIncidentObjection(id, false, "没有假条"))));
        Assert.Equal("OWN_RECORD", await Code(() => office.AsClerk(new DecideIncidentObjection(id, false, "没有假条"))));
        await office.AsLeader(new DecideIncidentObjection(id, true, "有假条"));
        row = Assert.Single((await office.AsDirector(new ListIncidents(new PageRequest()))).Items);
        Assert.Equal((IncidentStatus.Dismissed, ObjectionState.Upheld, "异议成立：有假条"), (row.Status, row.Objection, row.Note));
    }

    [Theory, DatabaseData]
    public async Task The_fifth_of_a_year_drafts_a_report_and_no_tier_is_ever_collected(DatabaseKind kind)
    {
        await using var office = await Office.OpenAsync(kind);
        await office.AsDirector(new SaveAttendanceSettings(Office.Site, 5, ReportReceiver: "宁国市卫生健康委员会"));
        var ids = new List<Guid>();
        foreach (var day in new[] { 0, 1, 2, 3, 4 })
        {
            Assert.Equal(0, (await office.AsDirector(new ListReports(new PageRequest()))).Total);
            ids.Add(await office.AsClerk(Seen(office, day, IncidentKind.LeftPost)));
            await office.AsDirector(new DecideIncident(ids[^1], true));
        }

        var rows = (await office.AsDirector(new ListIncidents(PageRequest.All("Day")))).Items;
        Assert.Equal([50, 100, 150, 200, 250], rows.Select(r => r.Tier!.Step));
        Assert.All(rows, r => Assert.False(r.Tier!.Collectible));
        Assert.All(rows, r => Assert.Contains("不扣款", r.Tier!.Reason, StringComparison.Ordinal));
        Assert.Equal("NO_FINE_BASIS", await Code(() => office.AsDirector(new MarkCollected(ids[0]))));

        // Fewer than five again: the draft goes; with the fifth it is back.
        await office.AsDirector(new ReopenIncident(ids[0], "日期记错"));
        Assert.Equal(0, (await office.AsDirector(new ListReports(new PageRequest()))).Total);
        await office.AsDirector(new DecideIncident(ids[0], true));
        var report = Assert.Single((await office.AsDirector(new ListReports(new PageRequest(), State: ReportState.Draft))).Items);
        Assert.Equal(("陈建平", 2026, 5, "样镇1党委、样镇1人民政府", "宁国市卫生健康委员会"), (report.Name, report.Year, report.Incidents, report.Sender, report.Receiver));
        Assert.Contains("1. 2026年11月2日，擅自离岗", report.Text, StringComparison.Ordinal);

        Assert.Equal("NOT_SIGNED", await Code(() => office.AsDirector(new SendReport(Office.Site, report.Id))));
        Assert.Equal("OWN_REPORT", await Code(() => office.AsDirector(new SignReport(Office.Site, report.Id), office.People[1])));
        await office.AsDirector(new SignReport(Office.Site, report.Id, report.Version));
        Assert.Equal("NOT_DRAFT", await Code(() => office.AsDirector(new SaveReport(Office.Site, report.Id, "甲", "乙", "丙"))));

        // What was signed stays, whatever becomes of the incidents.
        await office.AsDirector(new ReopenIncident(ids[1], "再查"));
        await office.AsDirector(new SendReport(Office.Site, report.Id));
        var sent = await office.AsDirector(new GetReport(Office.Site, report.Id));
        Assert.Equal((ReportState.Sent, 5, "主任"), (sent.State, sent.Incidents, sent.SentByName));
    }

    private static RecordIncident Seen(Office office, int day, IncidentKind kind, int? seconds = null) =>
        new(Office.Site, office.People[1], Monday.AddDays(day), kind, seconds, "查岗时不在");

    private static async Task<string> Code(Func<Task> action) => (await Assert.ThrowsAsync<RefusalException>(action)).Code;
}
