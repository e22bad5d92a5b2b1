using System.Globalization;
using Microsoft.Playwright;
using Platform.BrowserTests.Running;
using Platform.Contracts.Access;
using Platform.Contracts.Divisions;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Time;

namespace Platform.BrowserTests;

/// <summary>An officer asks for half a day and sees who signs; the director finds it waiting and signs; the form is printed.</summary>
public sealed class LeaveTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task Half_a_day_is_asked_for_signed_and_printed()
    {
        var staff = await server.SendAsync(new GetStaff([PlatformServer.Township]));
        var (director, officer) = (staff.First(s => s.Post == "主任"), staff.First(s => s.Post == "统计员"));
        var calendar = server.Services.GetRequiredService<IWorkingDays>();
        var day = calendar.OnOrAfter(server.Services.GetRequiredService<ChinaTime>().Today.AddDays(24));
        var rest = day;
        while (calendar.IsWorkingDay(rest))
        {
            rest = rest.AddDays(1);
        }

        var (work, free) = (day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), rest.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await using var asking = await (await Visit.OpenAsync(chromium, server)).SignInAsync(await server.AccountOfAsync("leave.officer", officer, Roles.OfficeClerk));
        await asking.GoAsync("/attendance/leave/new");
        var page = asking.Page;
        await page.GetByLabel("开始日期").FillAsync(free);
        await page.GetByLabel("结束日期").FillAsync(free);
        await page.GetByLabel("事由").FillAsync("搬家");
        await page.WaitForSelectorAsync("[aria-label=试算] >> text=不是工作日");
        await page.GetByLabel("开始日期").FillAsync(work);
        await page.GetByLabel("结束日期").FillAsync(work);
        await page.GetByLabel("结束半天").SelectOptionAsync("Morning");
        await page.WaitForSelectorAsync($"[aria-label=试算] >> text=签批：办公室主任（{director.Name}）");
        await page.WaitForSelectorAsync("[aria-label=试算] >> text=共 0.5 个工作日");
        Assert.Empty(await asking.FaultsAsync());
        await page.ClickAsync(".kit-form button[type=submit]");
        await page.WaitForSelectorAsync("text=已提出申请");
        await page.WaitForSelectorAsync(".kit-facts >> text=搬家");
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "同意", Exact = true }).CountAsync());
        Assert.Empty(await asking.FaultsAsync());

        await using var signing = await (await Visit.OpenAsync(chromium, server)).SignInAsync(await server.AccountOfAsync("leave.director", director, Roles.OfficeDirector));
        await signing.GoAsync("/attendance/leave?box=Waiting");
        page = signing.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = $"签批{officer.Name} {work}上午的请假" }).ClickAsync();
        await page.WaitForSelectorAsync($"h1 >> text={officer.Name}的请假");
        await signing.LiveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "同意", Exact = true }).ClickAsync();
        await page.GetByLabel("意见").FillAsync("安排好工作");
        await page.ClickAsync(".kit-dialog .kit-form button[type=submit]");
        await page.WaitForSelectorAsync(".kit-page-title >> text=已准假");
        await page.WaitForSelectorAsync("[aria-label=签批] >> text=安排好工作");
        Assert.Empty(await signing.FaultsAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "打印请假单" }).ClickAsync();
        await page.WaitForSelectorAsync(".kit-paper >> text=安排好工作");
        Assert.Empty(await signing.FaultsAsync());
    }
}
