using Platform.BrowserTests.Running;

namespace Platform.BrowserTests;

/// <summary>A director fills a vacant post, and somebody stands in for a colleague.</summary>
public sealed class OrganisationTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task A_vacant_post_is_filled_and_the_person_shows_on_it()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Director);
        await visit.GoAsync("/organisation?vacant=true");
        var page = visit.Page;
        await page.ClickAsync("[data-kit-table] tbody >> text=微机员");
        await page.WaitForURLAsync("**/organisation/posts/**");
        await visit.LiveAsync();
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "任命", Exact = true }).ClickAsync();
        await page.Locator(".kit-dialog select").First.SelectOptionAsync(new Microsoft.Playwright.SelectOptionValue { Index = 2 });
        await page.ClickAsync(".kit-dialog .kit-form button[type=submit]");
        await page.WaitForSelectorAsync("text=已有主要岗位");
        await page.GetByLabel("主要岗位").UncheckAsync();
        await page.ClickAsync(".kit-dialog .kit-form button[type=submit]");
        await page.WaitForSelectorAsync("table >> text=在任（兼）");
        Assert.Empty(await visit.FaultsAsync());
        await page.ClickAsync("table a[href^='/organisation/people/']");
        await page.WaitForSelectorAsync("h1 >> text=的任职经历");
        await page.WaitForSelectorAsync("table >> text=微机员");
    }

    [Fact]
    public async Task A_stand_in_is_recorded_and_ended_early()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Director);
        await visit.GoAsync("/organisation/stand-ins");
        var page = visit.Page;
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "新增", Exact = true }).ClickAsync();
        await page.Locator(".kit-dialog select").Nth(0).SelectOptionAsync(new Microsoft.Playwright.SelectOptionValue { Index = 1 });
        var absent = (await page.Locator(".kit-dialog select").Nth(0).Locator("option").Nth(1).InnerTextAsync()).Split('（')[0].Trim();
        await page.Locator(".kit-dialog select").Nth(1).SelectOptionAsync(new Microsoft.Playwright.SelectOptionValue { Index = 1 });
        var today = await page.GetByLabel("开始日期").InputValueAsync();
        await page.GetByLabel("结束日期").FillAsync(DateOnly.Parse(today).AddDays(3).ToString("yyyy-MM-dd"));
        await page.GetByLabel("原因").FillAsync("外出培训");
        await page.ClickAsync(".kit-dialog .kit-form button[type=submit]");
        await page.WaitForSelectorAsync(".kit-errors >> text=不能由本人代理本人");
        await page.Locator(".kit-dialog select").Nth(1).SelectOptionAsync(new Microsoft.Playwright.SelectOptionValue { Index = 2 });
        await page.ClickAsync(".kit-dialog .kit-form button[type=submit]");
        await page.WaitForSelectorAsync("text=已登记代理");
        var row = page.Locator("[data-kit-table] tbody tr", new() { HasText = "外出培训" }).Filter(new() { HasText = absent });
        await visit.LiveAsync();
        Assert.True(await row.GetByText("代理中").CountAsync() == 1, await page.Locator("[data-kit-table] tbody").InnerTextAsync());
        Assert.Empty(await visit.FaultsAsync());
        await row.GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();
        await page.GetByLabel("原因").FillAsync("提前返岗");
        await page.ClickAsync(".kit-dialog .kit-form button[type=submit]");
        await page.WaitForSelectorAsync("text=已结束代理");
    }
}
