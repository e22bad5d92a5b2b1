using System.Text;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Staff;
using Platform.Infrastructure.Trail;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;
using Platform.StaffAttendance.Features.Devices;
using Platform.StaffAttendance.Features.Records;
using Platform.StaffAttendance.Features.StaffList;
using Platform.TestKit;
using Xunit;

namespace Platform.ModuleTests.StaffAttendance;

/// <summary>Files as offices have them: GB18030 or UTF-8, one column or two for the time, repeated and wrong rows.</summary>
public sealed class FileImportTests
{
    private const string Messy = """
        工号,姓名,日期,时间
        001,林晓梅,2026-10-15,8:30
        001,林晓梅,2026/10/15,08:30:00
        001,,2026年10月15日,17:30
        ００２,陈建平,20261015,08:29:59
        002,陈建平,2026-10-15,17:31
        099,无此人,2026-10-15,08:00
        003,另一人,2026-10-15,08:00
        003,汪秀兰,2026-13-15,08:00
        003,汪秀兰,2026-10-15,25:00
        003,汪秀兰,2026-12-01,08:00
        003,汪秀兰,2026-10-15,
        """;

    [Fact]
    public async Task A_messy_file_gives_its_good_rows_and_names_the_others()
    {
        await using var office = await Office.OpenAsync();
        var flow = Flow(office, ClockInImport.KindName, Office.Site);
        var check = await CheckAsync(flow, Messy, "GB18030");
        Assert.Equal((11, 5), (check.TotalRows, check.GoodRows));
        Assert.Equal(
            [(7, "工号"), (8, "姓名"), (9, "日期"), (10, "时间"), (11, "日期"), (12, "时间")],
            check.Issues.OrderBy(i => i.Row).Select(i => (i.Row, i.Column)));
        var outcome = await flow.ImportAsync(check.Key, goodRowsOnly: true, new Progress<ImportProgress>(), default);
        Assert.Equal((4, 1, 6), (outcome.Imported, outcome.Skipped, outcome.Failed));

        // The same file again: nothing is new, nothing doubles.
        var again = await CheckAsync(flow, Messy, "utf-8");
        Assert.Equal(0, (await flow.ImportAsync(again.Key, true, new Progress<ImportProgress>(), default)).Imported);
        var incident = Assert.Single(await office.Incidents());
        Assert.Equal((office.People[0], IncidentKind.LateArrival, 1800), (incident.StaffId, incident.Kind, incident.Seconds));
        var trail = await office.Platform.Read<CoreDbContext, List<TrailEntry>>(db => db.Set<TrailEntry>().Where(t => t.Action == "ApplyImportBatch").ToListAsync());
        Assert.Equal(2, trail.Count);
        Assert.All(trail, t => Assert.StartsWith("导入打卡记录", t.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_column_may_hold_day_and_time_and_a_county_file_names_the_township()
    {
        await using var office = await Office.OpenAsync();
        await Office.AddPeopleAsync(office.Platform, Places.SecondSite);
        var flow = Flow(office, ClockInImport.KindName, Places.CountyId, Places.County);
        var check = await CheckAsync(flow, $"""
            乡镇代码,人员编号,打卡时间
            {Office.Site},001,2026-10-15 07:58:03
            {Places.SecondSite},001,2026/10/15 9:00
            {Places.ForeignSite},001,2026-10-15 07:58
            ,001,2026-10-15 07:58
            """);
        Assert.Equal((4, 2), (check.TotalRows, check.GoodRows));
        Assert.All(check.Issues, i => Assert.Equal("乡镇代码", i.Column));
        await flow.ImportAsync(check.Key, true, new Progress<ImportProgress>(), default);
        Assert.Equal(Places.SecondSite, Assert.Single(await office.Incidents()).SiteId);
    }

    [Fact]
    public async Task A_staff_list_brings_people_and_their_hours()
    {
        await using var office = await Office.OpenAsync();
        var flow = Flow(office, AttendanceStaffImport.KindName, Office.Site);
        var check = await CheckAsync(flow, """
            工号,姓名,岗位,联系村,上班时间,下班时间
            001,林晓梅,副主任,,8:30,17:30
            010,程国庆,药管员,,08:00,17:00
            011,方玉珍,专干,没有这个村,08:00,17:00
            012,吴海涛,专干,,17:00,08:00
            """);
        Assert.Equal((4, 2), (check.TotalRows, check.GoodRows));
        await flow.ImportAsync(check.Key, true, new Progress<ImportProgress>(), default);
        var people = await office.Platform.Read<CoreDbContext, List<StaffMember>>(db => db.Set<StaffMember>().ToListAsync());
        Assert.Equal("副主任", people.Single(p => p.Number == "001").Post);
        var hours = await office.Platform.Read<AttendanceDbContext, List<WorkingHours>>(db => db.Set<WorkingHours>().ToListAsync());
        var added = people.Single(p => p.Number == "010").Id;
        Assert.Equal((8 * 3600, 17 * 3600), hours.Where(h => h.StaffId == added).Select(h => (h.Start, h.End)).Single());
        Assert.Equal(2, hours.Count(h => h.StaffId == office.People[0]));
    }

    [Fact]
    public async Task A_clock_with_its_own_titles_forms_and_encoding_is_read_by_its_profile()
    {
        await using var office = await Office.OpenAsync();
        var profile = await office.AsDirector(new SaveDeviceProfile(
            Office.Site, null, "大厅", DeviceEncoding.Gb18030, "Pers.No", "员工", MomentColumn: "Event", MomentFormat: "dd/MM/yyyy HHmm"));
        const string File = """
            Pers.No,员工,Event,时间
            001,林晓梅,15/10/2026 0830,x
            002,陈建平,2026-10-15 17:31:00,x
            003,汪秀兰,10/15/2026 0800,x
            002,陈建平,,x
            """;
        var flow = Flow(office, ClockInImport.KindName, Office.Site, options: new() { [ClockInImport.ProfileOption] = profile.ToString() });
        var check = await CheckAsync(flow, File, "GB18030");
        Assert.Equal([(4, "Event", "不是 dd/MM/yyyy HHmm 格式"), (5, "Event", "不能为空")], check.Issues.Select(i => (i.Row, i.Column, i.Reason)));
        Assert.Equal(2, (await flow.ImportAsync(check.Key, goodRowsOnly: true, new Progress<ImportProgress>(), default)).Imported);
        Assert.Equal((office.People[0], 1800), (await office.Incidents()).Select(i => (i.StaffId, i.Seconds)).Single());
        using var errors = new StreamReader((await flow.ErrorFileAsync(check.Key, default)).Content);
        Assert.NotEmpty(await errors.ReadToEndAsync());

        Assert.Equal("ENCODING_DIFFERS", await Code(() => CheckAsync(flow, "﻿" + File)));
        Assert.Equal("HEADER_NOT_FOUND", await Code(() => CheckAsync(Flow(office, ClockInImport.KindName, Office.Site), File, "GB18030")));
        Assert.Equal("NAME_TAKEN", await Code(() => office.AsDirector(new SaveDeviceProfile(Office.Site, null, " 大厅 "))));
        Assert.Equal("VALIDATION", await Code(() => office.AsDirector(new SaveDeviceProfile(Office.Site, profile, "大厅", MomentFormat: "HH:mm"))));
        await office.AsDirector(new DeleteDeviceProfile(Office.Site, profile));
        Assert.Equal("UNKNOWN_PROFILE", await Code(() => CheckAsync(flow, File, "GB18030")));
    }

    private static async Task<string> Code(Func<Task> action) => (await Assert.ThrowsAsync<RefusalException>(action)).Code;

    private static Task<ImportCheck> CheckAsync(IImportFlow flow, string text, string encoding = "utf-8")
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return flow.CheckAsync("打卡.csv", new MemoryStream(Encoding.GetEncoding(encoding).GetBytes(text)), new Progress<ImportProgress>(), default);
    }

    private static IImportFlow Flow(Office office, string kind, int division, DivisionScope? scope = null, Dictionary<string, string>? options = null) =>
        new ImportFlows(new Caller(office.Platform, scope ?? Places.Site(division))).For(kind, division, options);

    /// <summary>Sends as a page does: each request an operation of its own.</summary>
    private sealed class Caller(TestPlatform platform, DivisionScope scope) : IMediator
    {
        public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default) => platform.Send(request, scope);

        public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
            where TNotification : INotification => throw new NotSupportedException();
    }
}
