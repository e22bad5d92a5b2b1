using Microsoft.Playwright;
using Platform.BrowserTests.Running;
using Platform.Contracts.Access;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Access.Accounts;

namespace Platform.BrowserTests;

/// <summary>What staff and their office do about attendance.</summary>
public sealed class AttendanceTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task One_press_on_a_phone_clocks_in_and_a_second_is_the_same()
    {
        var person = (await server.SendAsync(new GetStaff([PlatformServer.Township])))[^1];
        var made = await server.SendAsync(new CreateAccount("test.clocking", person.Name, Roles.OfficeClerk, PlatformServer.Township, person.Id));
        await using var visit = await (await Visit.OpenAsync(chromium, server, 390, 844)).SignInAsync(new SignInName(made.UserName, made.Password));
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
}
