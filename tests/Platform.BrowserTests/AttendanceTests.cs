using Microsoft.Playwright;
using Platform.BrowserTests.Running;
using Platform.Contracts.Access;
using Platform.Contracts.Staff;

namespace Platform.BrowserTests;

/// <summary>What staff and their office do about attendance.</summary>
public sealed class AttendanceTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task One_press_on_a_phone_clocks_in_and_a_second_is_the_same()
    {
        var person = (await server.SendAsync(new GetStaff([PlatformServer.Township])))[^1];
        var account = await server.AccountOfAsync("test.clocking", person, Roles.OfficeClerk);
        await using var visit = await (await Visit.OpenAsync(chromium, server, 390, 844)).SignInAsync(account);
        await visit.GoAsync("/attendance/clock");
        var page = visit.Page;
        var before = await page.Locator("main li").CountAsync();
        Assert.Empty(await visit.FaultsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "打卡" }).ClickAsync();
        await page.WaitForSelectorAsync("text=打卡成功");
        await page.GetByRole(AriaRole.Button, new() { Name = "打卡" }).ClickAsync();
        await page.WaitForSelectorAsync("text=一分钟内已经打过卡");
        Assert.Equal(before + 1, await page.Locator("main li").CountAsync());
        Assert.Empty(await visit.FaultsAsync());
    }

    [Fact]
    public async Task A_person_finds_the_own_month_the_year_and_what_the_figures_mean()
    {
        var person = (await server.SendAsync(new GetStaff([PlatformServer.Township])))[^1];
        var account = await server.AccountOfAsync("test.month", person, Roles.OfficeClerk);
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(account);
        var last = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().AddHours(8).DateTime).AddMonths(-1);
        await visit.GoAsync($"/attendance/month?month={last:yyyy-MM}");
        var page = visit.Page;
        var days = page.Locator("[data-kit-table=days] tbody tr");
        await days.First.WaitForAsync();
        Assert.Equal(DateTime.DaysInMonth(last.Year, last.Month), await days.CountAsync());
        var shown = await page.Locator(".kit-facts >> nth=0 >> div:has(dt:text-is('打卡齐全')) >> dd").InnerTextAsync();
        Assert.Equal(await days.Locator("td:text-is('齐全')").CountAsync(), int.Parse(shown, System.Globalization.CultureInfo.InvariantCulture));
        await page.Locator("[data-kit-table=year] tbody tr").First.WaitForAsync();
        Assert.Empty(await visit.FaultsAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "数字说明" }).ClickAsync();
        await page.WaitForSelectorAsync("td >> text=打卡齐全");
        await page.WaitForSelectorAsync("td code >> text=P4-ATTENDANCE-02a");
        Assert.Empty(await visit.FaultsAsync());
    }

    [Fact]
    public async Task A_director_sees_who_is_where_today_and_decides_what_waits()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Director);
        await visit.GoAsync("/attendance/today");
        var page = visit.Page;
        await page.WaitForSelectorAsync("td >> text=主任");
        Assert.Empty(await visit.FaultsAsync());
        await visit.GoAsync("/attendance/waiting");
        await page.WaitForSelectorAsync(".kit-things a");
        Assert.Empty(await visit.FaultsAsync());
        var link = page.Locator(".kit-things a[href^='/attendance/incidents']").First;
        await link.ClickAsync();
        await page.WaitForSelectorAsync("h1 >> text=考勤异常核实");
        await page.WaitForSelectorAsync("button >> text=核实");
    }

    [Fact]
    public async Task A_clock_s_own_columns_get_a_name_that_the_import_offers()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Director);
        await visit.GoAsync("/attendance/devices");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "新增" }).ClickAsync();
        await page.WaitForSelectorAsync(".kit-dialog >> text=新增打卡机格式");
        var dialog = page.Locator(".kit-dialog");
        Assert.Empty(await visit.FaultsAsync());
        await dialog.GetByLabel("名称").FillAsync("大门指纹机");
        await dialog.GetByLabel("日期格式").FillAsync("月日");
        await page.ClickAsync(".kit-dialog .kit-form button[type=submit]");
        await page.WaitForSelectorAsync(".kit-field-error >> text=日期格式须有年月日");
        await dialog.GetByLabel("日期格式").FillAsync("dd/MM/yyyy");
        await page.ClickAsync(".kit-dialog .kit-form button[type=submit]");
        await page.WaitForSelectorAsync("td >> text=大门指纹机");

        await using var clerk = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        await clerk.GoAsync("/attendance/import");
        await clerk.Page.GetByLabel("打卡机格式").SelectOptionAsync(new SelectOptionValue { Label = "大门指纹机" });
        Assert.Empty(await clerk.FaultsAsync());
    }

    [Fact]
    public async Task A_director_adds_a_forgotten_clock_in_after_the_lock_and_it_is_marked()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Director);
        await visit.GoAsync("/attendance/corrections");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "新增" }).ClickAsync();
        await page.WaitForSelectorAsync(".kit-dialog >> text=更正打卡记录");
        var dialog = page.Locator(".kit-dialog");
        await dialog.GetByLabel("人员").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().AddHours(8).DateTime).AddMonths(-2);
        await dialog.GetByLabel("日期").FillAsync($"{day:yyyy-MM-dd}");
        await dialog.GetByLabel("时间").FillAsync("12:34:56");
        await page.ClickAsync(".kit-dialog .kit-form button[type=submit]");
        await page.WaitForSelectorAsync(".kit-field-error >> text=请填写原因");
        await dialog.GetByLabel("原因").FillAsync("停电，经核对在岗");
        Assert.Empty(await visit.FaultsAsync());
        await page.ClickAsync(".kit-dialog .kit-form button[type=submit]");
        await page.WaitForSelectorAsync("tr:has-text('12:34:56') >> text=锁定后更正");
        Assert.Empty(await visit.FaultsAsync());
    }

    [Fact]
    public async Task Field_work_is_recorded_by_the_person_and_confirmed_by_another()
    {
        var person = (await server.SendAsync(new GetStaff([PlatformServer.Township])))[^2];
        var account = await server.AccountOfAsync("test.field", person, Roles.OfficeClerk);
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(account);
        await visit.GoAsync("/attendance/field");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "登记外勤" }).ClickAsync();
        var dialog = page.Locator(".kit-dialog");
        await dialog.GetByLabel("开始时间").FillAsync("00:01");
        await dialog.GetByLabel("结束时间").FillAsync("00:20");
        await dialog.GetByLabel("事由").FillAsync("参加县里培训");
        await page.ClickAsync(".kit-dialog .kit-form button[type=submit]");
        await page.WaitForSelectorAsync(".kit-field-error >> text=请选择村（社区），或填写地点");
        await dialog.GetByLabel("地点").Last.FillAsync("市卫健委");
        Assert.Empty(await visit.FaultsAsync());
        await page.ClickAsync(".kit-dialog .kit-form button[type=submit]");
        await page.WaitForSelectorAsync("tr:has-text('市卫健委') >> text=待确认");

        await using var director = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Director);
        await director.GoAsync("/attendance/field?state=Recorded");
        await director.Page.Locator("tr:has-text('市卫健委')").GetByRole(AriaRole.Button, new() { Name = $"确认{person.Name}" }).First.ClickAsync();
        await director.Page.ClickAsync(".kit-dialog .btn-primary");
        await director.Page.WaitForSelectorAsync("text=已确认。");
        await director.GoAsync("/attendance/field?state=Confirmed&person=" + Uri.EscapeDataString(person.Name));
        await director.Page.WaitForSelectorAsync("td >> text=市卫健委");
        Assert.Empty(await director.FaultsAsync());
    }

    [Fact]
    public async Task What_a_clerk_saw_waits_for_another_and_reports_can_be_printed()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        await visit.GoAsync("/attendance/incidents");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "登记异常" }).ClickAsync();
        var dialog = page.Locator(".kit-dialog");
        await dialog.GetByLabel("人员").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await dialog.GetByLabel("日期").FillAsync("2026-11-24");
        await dialog.GetByLabel("情况").FillAsync("查岗时窗口无人");
        Assert.Empty(await visit.FaultsAsync());
        await page.ClickAsync(".kit-dialog .kit-form button[type=submit]");
        await page.WaitForSelectorAsync("text=等待另一人核实");
        await visit.GoAsync("/attendance/reports");
        Assert.Empty(await visit.FaultsAsync());
    }
}
