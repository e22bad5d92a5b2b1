using Microsoft.Playwright;
using Platform.BrowserTests.Running;

namespace Platform.BrowserTests;

/// <summary>A clerk plans a lesson, files its plan, and finds it opened only then; the certificate of the demo is verified by a stranger.</summary>
public sealed class SchoolTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task A_lesson_needs_its_plan_and_a_roll_call_and_anybody_verifies_a_certificate()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        var page = visit.Page;
        await visit.GoAsync("/school/classes");
        await page.ClickAsync("table a:has-text('育儿知识培训班')");
        await page.WaitForSelectorAsync("h1 >> text=育儿知识培训班");
        await visit.LiveAsync();
        await page.ClickAsync("button:has-text('安排一次课')");
        await page.GetByLabel("上课日期").FillAsync(DateTime.UtcNow.AddHours(8).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await page.GetByLabel("课题").FillAsync("春季防病");
        await page.ClickAsync(".kit-dialog button[type=submit]");
        var row = page.Locator("tr:has-text('春季防病')");
        await row.WaitForAsync();
        Assert.Contains("未归档", await row.InnerTextAsync(), StringComparison.Ordinal);
        await row.Locator("button:has-text('教案')").ClickAsync();
        await page.Locator(".kit-dialog textarea").FillAsync("目的：了解春季常见病。内容：预防要点。步骤：讲授、答疑。");
        await page.ClickAsync(".kit-dialog button[type=submit]");
        await page.WaitForSelectorAsync("tr:has-text('春季防病') >> text=归档");
        Assert.Empty(await visit.FaultsAsync());

        await row.Locator("a:has-text('点名')").ClickAsync();
        await page.WaitForSelectorAsync("h1 >> text=春季防病");
        await visit.LiveAsync();
        await page.ClickAsync("button:has-text('开课')");
        await page.Locator(".kit-dialog >> button:has-text('开课')").ClickAsync();
        await page.WaitForSelectorAsync("text=保存点名");
        await page.GetByLabel("02 ").SelectOptionAsync("Late");
        Assert.Empty(await visit.FaultsAsync());
        await page.ClickAsync(".kit-form button[type=submit]");
        await page.WaitForSelectorAsync("text=点名已保存");
        Assert.Equal("Late", await page.GetByLabel("02 ").InputValueAsync());

        await page.GotoAsync(new Uri(new Uri(page.Url), "/school/classes").ToString());
        await page.ClickAsync("table a:has-text('育儿知识培训班')");
        await page.ClickAsync("table a:has-text('证书') >> nth=0");
        var text = await page.Locator("text=/证书编号 [0-9A-Z]{12}/").First.InnerTextAsync();
        var code = System.Text.RegularExpressions.Regex.Match(text, "[0-9A-Z]{12}").Value;

        await using var stranger = await Visit.OpenAsync(chromium, server);
        await stranger.GoAsync("/public/certificates");
        await stranger.Page.FillAsync("#code", code.ToLowerInvariant());
        await stranger.Page.ClickAsync("button[type=submit]");
        Assert.Contains("的证书有效", await stranger.Page.Locator("#verified").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(await stranger.FaultsAsync());
    }
}
