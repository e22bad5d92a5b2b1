using Platform.BrowserTests.Running;
using Platform.Contracts.Deadlines;

namespace Platform.BrowserTests;

/// <summary>A deadline explains itself, and a year's schedule is checked, confirmed and imported.</summary>
public sealed class DeadlineTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task The_calculator_explains_each_step()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        await visit.GoAsync("/deadlines/calculate");
        var page = visit.Page;
        await page.GetByLabel("期限", new() { Exact = true }).SelectOptionAsync("penalty.service.7wd");
        await page.GetByLabel("作出处罚决定之日").FillAsync("2026-09-30");
        await page.ClickAsync(".kit-form button[type=submit]");
        await page.WaitForSelectorAsync("[data-deadline='2026-10-15']");
        Assert.Contains("补班日 10月10日照常计入", await page.Locator(".kit-explanation").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("行政处罚法", await page.Locator(".kit-explanation").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(await visit.FaultsAsync());

        await page.GetByLabel("期限", new() { Exact = true }).SelectOptionAsync("");
        await page.GetByLabel("起算日期").FillAsync("2026-12-25");
        await page.GetByLabel("数量").FillAsync("10");
        await page.ClickAsync(".kit-form button[type=submit]");
        await page.WaitForSelectorAsync("[data-deadline='2027-01-08'] >> text=暂定");
    }

    [Fact]
    public async Task A_years_schedule_is_checked_then_imported_and_moves_deadlines()
    {
        // Four years ahead: no other test looks at it.
        await server.SendAsync(new TrackDeadlines([new(341881100, "browser:1", "hearing.request.5wd", new(2030, 4, 29), "听证申请期限", "")]));
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.SystemAdministrator);
        await visit.GoAsync("/admin/calendar");
        await visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "导入放假安排" }).ClickAsync();
        await visit.LiveAsync();
        await ChooseAsync(visit, "日期,类别,名称\n2030-05-01,放假,\n2030-05-06,补班,劳动节\n");
        await visit.Page.WaitForSelectorAsync("text=不能导入");
        Assert.Equal(2, await visit.Page.Locator(".kit-issues[aria-label=检查发现的问题] tbody tr").CountAsync());

        await ChooseAsync(visit, "日期,类别,名称\n2030-05-01,放假,劳动节\n2030-05-02,放假,劳动节\n2030-05-03,放假,劳动节\n2030-05-11,补班,劳动节\n");
        await visit.Page.WaitForSelectorAsync("text=改期 1 项");
        Assert.Empty(await visit.FaultsAsync());
        await visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "确认导入这 4 天的改变" }).ClickAsync();
        await visit.Page.WaitForSelectorAsync("text=已重算期限 1 项");

        await using var clerk = await (await Visit.OpenAsync(chromium, server, 390, 844)).SignInAsync(server.Clerk);
        await clerk.GoAsync("/deadlines?state=Moved");
        await clerk.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "听证申请期限" }).ClickAsync();
        await clerk.Page.WaitForSelectorAsync("text=2030-05-06（暂定）");
        Assert.Empty(await clerk.FaultsAsync());
    }

    private static async Task ChooseAsync(Visit visit, string text) => await visit.Page.SetInputFilesAsync("#calendar-file", new Microsoft.Playwright.FilePayload
    {
        Name = "2030.csv",
        MimeType = "text/csv",
        Buffer = System.Text.Encoding.UTF8.GetBytes(text),
    });
}
