using Microsoft.Playwright;
using Platform.BrowserTests.Running;

namespace Platform.BrowserTests;

/// <summary>An administrator arranges a recurring audit of a county, looks at its dates, runs it at once and pauses it.</summary>
public sealed class CheckTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task A_recurring_audit_is_previewed_saved_run_and_paused()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.CountyAdministrator);
        await visit.GoAsync("/oversight/checks/new");
        var page = visit.Page;
        await visit.LiveAsync();
        await page.GetByLabel("名称").FillAsync("每周一查打卡");
        await page.GetByRole(AriaRole.Button, new() { Name = "预览今后 12 次" }).ClickAsync();
        await page.WaitForSelectorAsync("text=每周一2时，遇休息日顺延到下一个工作日，19 个乡镇（街道）");
        Assert.Equal(12, await page.Locator(".kit-card ol li").CountAsync());
        Assert.Empty(await visit.FaultsAsync());
        await page.ClickAsync(".kit-form button[type=submit]");
        await page.WaitForSelectorAsync("h1 >> text=每周一查打卡");
        await visit.GoAsync("/oversight/checks");
        await visit.LiveAsync();
        Assert.Empty(await visit.FaultsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "立即执行每周一查打卡" }).ClickAsync();
        await page.ClickAsync(".kit-dialog .btn-primary");
        await page.WaitForSelectorAsync("h1 >> text=执行情况");
        await page.WaitForSelectorAsync("text=没有找到匹配的记录");
        await visit.GoAsync("/oversight/checks");
        await visit.LiveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "暂停每周一查打卡" }).ClickAsync();
        await page.ClickAsync(".kit-dialog .btn-primary");
        await page.WaitForSelectorAsync("text=已暂停。");
        await page.GetByRole(AriaRole.Button, new() { Name = "恢复每周一查打卡" }).WaitForAsync();
    }
}
