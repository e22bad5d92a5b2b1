using Platform.BrowserTests.Running;

namespace Platform.BrowserTests;

/// <summary>From the counts of the coverage page to a clause and on to the page that serves it.</summary>
public sealed class CoverageTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task A_clause_is_followed_from_the_counts_to_the_page_that_serves_it()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Director);
        await visit.GoAsync("/coverage");
        var page = visit.Page;
        Assert.Equal("361", await page.Locator(".kit-tile-number").First.InnerTextAsync());
        await page.WaitForSelectorAsync("text=总共 361 条记录");
        await page.FillAsync("#filter-text", "P3-WORKRULES-01");
        await page.ClickAsync(".kit-search button[type=submit]");
        await page.WaitForSelectorAsync("text=总共 1 条记录");
        await page.ClickAsync("[data-kit-table] tbody a");
        await page.WaitForSelectorAsync("blockquote >> text=每月按时召开一次工作会议");
        Assert.Empty(await visit.FaultsAsync());
        await page.ClickAsync("main table a >> text=月度工作例会");
        await page.WaitForURLAsync("**/oversight/meetings");

        await visit.GoAsync("/coverage/P4-MIGMANAGER-04");
        await page.WaitForSelectorAsync("text=不建设的原因");
    }
}
