using Microsoft.Playwright;
using Platform.BrowserTests.Running;

namespace Platform.BrowserTests;

/// <summary>A director opens a store, sees its keeper, registers a cabinet with a zone, sets the limits and prints the signs.</summary>
public sealed class StoreTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task A_store_shows_its_keeper_and_takes_a_cabinet_limits_and_signs()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Director);
        await visit.GoAsync("/supplies/stores");
        var page = visit.Page;
        await page.Locator("td[data-label=库房] a").First.ClickAsync();
        await page.WaitForSelectorAsync("[aria-label=保管人] >> text=培训证");
        await visit.LiveAsync();
        await page.ClickAsync("button:has-text('新增药具柜')");
        await page.Locator(".kit-dialog button[type=submit]").ClickAsync();
        await page.WaitForSelectorAsync(".kit-dialog .kit-field-error >> text=药具柜");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "药具柜" }).FillAsync("8号柜");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "分区" }).FillAsync("栓剂区");
        await page.GetByLabel("品种", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "0401 壬苯醇醚栓 5 枚/盒 50mg" });
        Assert.Empty(await visit.FaultsAsync());
        await page.Locator(".kit-dialog button[type=submit]").ClickAsync();
        await page.WaitForSelectorAsync("tr:has-text('栓剂区') >> text=0401 壬苯醇醚栓");

        await page.ClickAsync("button:has-text('储存条件范围')");
        await page.GetByLabel("温度上限（℃）").FillAsync("25");
        await page.Locator(".kit-dialog button[type=submit]").ClickAsync();
        await page.WaitForSelectorAsync(".kit-facts >> text=温度 10～25 ℃");
        Assert.Empty(await visit.FaultsAsync());

        // Goods of the product are now looked for in the new zone.
        await page.ClickAsync("a:has-text('打印挂牌')");
        await page.WaitForSelectorAsync("table:has-text('8号柜 栓剂区') >> td:has-text('壬苯醇醚栓')");
        Assert.Empty(await visit.FaultsAsync());
        await visit.GoAsync("/supplies/stock?text=0401");
        await page.WaitForSelectorAsync("td[data-label=存放位置] >> text=8号柜 栓剂区");
        Assert.Empty(await visit.FaultsAsync());
    }
}
