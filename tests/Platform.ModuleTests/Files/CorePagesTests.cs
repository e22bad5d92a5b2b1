using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Calendar;
using Platform.Infrastructure.Calendar.Pages;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Divisions.Pages;
using Platform.Infrastructure.Staff.Register;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Files;

/// <summary>Staff list, calendar and divisions.</summary>
public class CorePagesTests
{
    [Theory, DatabaseData]
    public async Task People_are_found_edited_and_deactivated(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var (east, west) = (Village("341881101001", "东村"), Village("341881101002", "西村"));
        await platform.Write<CoreDbContext>(db =>
        {
            db.AddRange(east, west);
            return Task.CompletedTask;
        });
        await platform.Send(new SaveStaff(Places.FirstSite, [new("1", "林晓梅", "统计员", "西村"), new("2", "王五", "主任", "")]));
        var scope = Places.Site(Places.FirstSite);

        var row = Assert.Single((await platform.Send(new ListStaff(new PageRequest(), Village: "西"), scope)).Items);
        Assert.Equal(("林晓梅", "样镇1", "西村"), (row.Name, row.SiteName, Assert.Single(row.Villages).Name));
        Assert.Equal(["主任", "统计员"], (await platform.Send(new GetStaffPosts(), scope)).Order(StringComparer.Ordinal));

        await platform.Send(new SaveStaffMember(row.SiteId, row.Id, "1", "林晓梅", "专干", [east.Id, west.Id], row.Version), scope);
        var changed = Assert.Single((await platform.Send(new ListStaff(new PageRequest(), Post: "专干"), scope)).Items);
        Assert.Equal(["东村", "西村"], changed.Villages.Select(v => v.Name));
        Assert.Equal("CHANGED_MEANWHILE", await CodeAsync(() => platform.Send(new SaveStaffMember(row.SiteId, row.Id, "1", "林晓梅", "x", [], row.Version), scope)));
        Assert.Equal("NUMBER_TAKEN", await CodeAsync(() => platform.Send(new SaveStaffMember(row.SiteId, null, "2", "李四", "x"), scope)));
        Assert.Equal("VALIDATION", await CodeAsync(() => platform.Send(new SaveStaffMember(row.SiteId, null, "3", "", "x"), scope)));

        await platform.Send(new SetStaffActive(row.Id, row.SiteId, false), scope);
        Assert.Equal(1, (await platform.Send(new ListStaff(new PageRequest(), Active: true), scope)).Total);
        Assert.Equal(0, (await platform.Send(new ListStaff(new PageRequest()), Places.Site(Places.SecondSite))).Total);
    }

    [Theory, DatabaseData]
    public async Task Divisions_are_found_by_level_parent_and_text(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.Write<CoreDbContext>(db =>
        {
            db.Add(Village("341881101001", "东村"));
            return Task.CompletedTask;
        });
        Assert.Equal(8, (await platform.Send(new ListDivisions(new PageRequest(), Level: Contracts.Divisions.DivisionLevels.Township, ParentId: Places.CountyId))).Total);
        Assert.Equal(2, (await platform.Send(new ListDivisions(new PageRequest(), Level: Contracts.Divisions.DivisionLevels.County))).Total);
        var town = Assert.Single((await platform.Send(new ListDivisions(new PageRequest(), "341881101"))).Items);
        Assert.Equal((1, "乡镇级"), (town.Villages, town.Levels));
        var village = Assert.Single((await platform.Send(new ListVillages(new PageRequest(), "东", Places.CountyId))).Items);
        Assert.Equal("样镇1", village.SiteName);
    }

    [Fact]
    public async Task The_calendar_knows_holidays_and_make_up_days()
    {
        await using var platform = await TestPlatform.StartAsync();
        Assert.False((await platform.Send(new GetCalendarMonth(new YearMonth(2026, 10)))).IsLoaded);
        await platform.Send(new ImportCalendar("a.csv", Sheets.Text("date,kind,name_zh\n2026-10-01,holiday,国庆节\n2026-10-02,holiday,国庆节\n2026-10-10,makeup-workday,国庆节\n")));
        var month = await platform.Send(new GetCalendarMonth(new YearMonth(2026, 10)));
        Assert.True(month.IsLoaded);
        Assert.Equal((false, "国庆节"), (month.Days[0].Working, month.Days[0].Name));
        Assert.True(month.Days[9].Working);
        var answer = await platform.Send(new AskWorkingDay(new DateOnly(2026, 9, 30)));
        Assert.Equal((true, new DateOnly(2026, 10, 5)), (answer.Working, answer.Next));
    }

    [Fact]
    public async Task The_pages_open_for_those_who_may()
    {
        await using var platform = await TestPlatform.StartAsync(serve: true);
        using var administrator = await platform.SignInAsync(Roles.SystemAdministrator, 0);
        using var clerk = await platform.SignInAsync(Roles.OfficeClerk, Places.FirstSite);
        await Opens(administrator, "/divisions", "341881101");
        await Opens(administrator, "/divisions?kind=village", "没有找到匹配的记录");
        await Opens(administrator, "/divisions/import", "区划文件");
        await Opens(administrator, "/admin/calendar?month=2026-10", "2026年10月");
        await Opens(clerk, "/staff", "人员名册");
        await Opens(clerk, "/staff/import", "下载模板");
        Assert.DoesNotContain("区划文件", await (await clerk.GetAsync("/divisions/import")).Content.ReadAsStringAsync());
        var day = await clerk.GetFromJsonAsync<JsonElement>("/api/calendar/day?day=2026-11-21");
        Assert.False(day.GetProperty("working").GetBoolean());
    }

    private static async Task Opens(HttpClient client, string address, string says)
    {
        var response = await client.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(says, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()));
    }

    private static async Task<string> CodeAsync(Func<Task> work) => (await Assert.ThrowsAsync<RefusalException>(work)).Code;

    private static Village Village(string code, string name) => new() { SiteId = int.Parse(code[..9]), Code = code, Name = name };
}
