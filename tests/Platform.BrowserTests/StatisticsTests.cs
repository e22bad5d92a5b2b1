using Microsoft.Playwright;
using Platform.BrowserTests.Running;

namespace Platform.BrowserTests;

/// <summary>A clerk settles a list from the police, builds the month's report, opens a figure down to its people and signs; the director reviews it.</summary>
public sealed class StatisticsTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task A_list_is_settled_and_a_report_opens_down_to_its_people()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        var page = visit.Page;
        await visit.GoAsync("/statistics/intakes");
        await page.ClickAsync("table a:has-text('公安四项变动') >> nth=0");
        await page.WaitForSelectorAsync("h1 >> text=公安四项变动");
        await visit.LiveAsync();
        Assert.Empty(await visit.FaultsAsync());
        var newborn = page.Locator("tr:has-text('林小禾')");
        await newborn.Locator("button:has-text('核对')").ClickAsync();
        await page.WaitForSelectorAsync(".kit-dialog >> text=台账上没有相符的人");
        Assert.Empty(await visit.FaultsAsync());
        await page.ClickAsync(".kit-dialog button[type=submit]");
        await page.WaitForSelectorAsync("tr:has-text('林小禾') >> text=已入账");
        var stranger = page.Locator("tr:has-text('欧阳无名')");
        await stranger.Locator("button:has-text('不办理')").ClickAsync();
        await page.Locator(".kit-dialog textarea, .kit-dialog input[type=text]").First.FillAsync("不是本镇的人");
        await page.Locator(".kit-dialog >> button:has-text('不办理')").ClickAsync();
        await page.WaitForSelectorAsync("tr:has-text('欧阳无名') >> button:has-text('撤销')");

        await visit.GoAsync("/statistics/residents?text=林小禾");
        await page.ClickAsync("table a:has-text('林小禾') >> nth=0");
        await page.WaitForSelectorAsync("h1 >> text=林小禾");
        await visit.LiveAsync();
        Assert.Empty(await visit.FaultsAsync());

        await visit.GoAsync("/statistics/reports");
        await visit.LiveAsync();
        var month = DateTime.UtcNow.AddHours(8).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        await page.Locator("form input[type=month]").First.FillAsync(month);
        await page.ClickAsync("button:has-text('按台账编表')");
        await page.WaitForSelectorAsync("text=月报 1 份");
        Assert.Empty(await visit.FaultsAsync());
        await page.ClickAsync($"table a:has-text('{month}') >> nth=0");
        await page.WaitForSelectorAsync("h1 >> text=统计月报");
        await visit.LiveAsync();
        await page.Locator("tr:has-text('A08') >> button >> nth=0").ClickAsync();
        await page.WaitForSelectorAsync(".kit-dialog >> text=户籍常住");
        Assert.Empty(await visit.FaultsAsync());
        await page.Keyboard.PressAsync("Escape");
        await page.GetByLabel("统计分析", new() { Exact = false }).Last.FillAsync("本月出生一人，其余变动不大，外出人员待各村核实。");
        await page.ClickAsync("button:has-text('保存分析')");
        await page.WaitForSelectorAsync("text=已保存");
        await page.ClickAsync("button:has-text('填表人签名')");
        await page.WaitForSelectorAsync("text=已签名");
        var address = page.Url;

        await using var second = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Director);
        await second.Page.GotoAsync(address);
        await second.LiveAsync();
        await second.Page.ClickAsync("button:has-text('审核人签名')");
        await second.Page.WaitForSelectorAsync("text=已签名");
        Assert.Empty(await second.FaultsAsync());
    }
}
