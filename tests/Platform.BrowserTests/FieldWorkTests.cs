using Microsoft.Playwright;
using Platform.BrowserTests.Running;
using Platform.Contracts.Messaging;

namespace Platform.BrowserTests;

/// <summary>A clerk fills in the form of a group check with a problem that becomes a finding; the director names who puts it right; notices of problems are issued.</summary>
public sealed class FieldWorkTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task A_check_is_recorded_and_its_problem_gets_an_owner()
    {
        await using var clerk = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        await clerk.GoAsync("/oversight/inspections/new?kind=GroupCheck");
        var page = clerk.Page;
        await clerk.LiveAsync();
        await page.GetByLabel("小组").FillAsync("桥头小组");
        await page.GetByLabel("检查人").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        foreach (var (points, line) in new[] { 20, 28, 20, 15, 12 }.Select((p, i) => (p, i + 1)))
        {
            await page.GetByLabel($"第 {line} 项得分").FillAsync($"{points}");
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "增加问题" }).ClickAsync();
        await page.GetByLabel("问题 1 内容").FillAsync("台账漏登两次例会");
        Assert.Empty(await clerk.FaultsAsync());
        await page.ClickAsync(".kit-form button[type=submit]");
        await page.WaitForSelectorAsync("h1 >> text=桥头小组小组检查");
        await page.WaitForSelectorAsync("text=95 / 100（95%）");
        Assert.Empty(await clerk.FaultsAsync());

        await using var director = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Director);
        await director.GoAsync(await page.GetAttributeAsync("main a[href^='/oversight/findings/']", "href") ?? "");
        page = director.Page;
        await director.LiveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "确定责任人和期限" }).ClickAsync();
        await page.Locator(".kit-dialog").GetByLabel("整改责任人").SelectOptionAsync(new SelectOptionValue { Index = 2 });
        await page.Locator(".kit-dialog").GetByLabel("原因").FillAsync("由分管人员负责");
        await page.ClickAsync(".kit-dialog .kit-form button[type=submit]");
        await page.WaitForSelectorAsync("td >> text=由分管人员负责");
        Assert.Empty(await director.FaultsAsync());
    }

    [Fact]
    public async Task Notices_of_a_month_are_issued_for_all_villages_at_once()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        var month = YearMonth.Of(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().AddHours(8).DateTime)).AddMonths(-4);
        await visit.GoAsync($"/oversight/notices?month={month}");
        var page = visit.Page;
        await visit.LiveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "签发全部" }).ClickAsync();
        await page.ClickAsync(".kit-dialog .btn-primary");
        await page.WaitForSelectorAsync("text=已签发");
        await page.GetByRole(AriaRole.Button, new() { Name = "重新签发" }).WaitForAsync();
        Assert.Empty(await visit.FaultsAsync());
        await page.ClickAsync("[data-kit-table] tbody a[href^='/oversight/notices/'] >> nth=0");
        await page.WaitForSelectorAsync("h1 >> text=问题提示单");
        Assert.Empty(await visit.FaultsAsync());
    }
}
