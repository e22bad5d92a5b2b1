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

    [Fact]
    public async Task A_clerk_enters_a_reading_on_a_phone_and_corrects_it()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        var page = visit.Page;
        await page.SetViewportSizeAsync(390, 800);
        await visit.GoAsync("/supplies/storage");
        await visit.LiveAsync();
        await page.ClickAsync("button:has-text('登记温湿度')");
        await page.GetByLabel("温度（℃）").FillAsync("33.5");
        await page.GetByLabel("相对湿度（%）").FillAsync("60");
        await page.GetByLabel("日期").FillAsync("2026-01-05");
        await page.GetByLabel("时间").FillAsync("09:00");
        await page.Locator(".kit-dialog button[type=submit]").ClickAsync();
        await page.WaitForSelectorAsync(".kit-dialog >> text=请写明采取的措施");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "采取的措施" }).FillAsync("开空调，一小时后复测 24 ℃");
        Assert.Empty(await visit.FaultsAsync());
        await page.Locator(".kit-dialog button[type=submit]").ClickAsync();
        await page.WaitForSelectorAsync("text=已登记。");
        await visit.GoAsync("/supplies/storage?month=2026-01");
        await visit.LiveAsync();
        await page.WaitForSelectorAsync("td[data-label=状态] >> text=超出范围");
        await page.ClickAsync("button[aria-label^='更正']");
        await page.GetByLabel("温度（℃）").FillAsync("23.5");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "更正原因" }).FillAsync("看错刻度");
        await page.Locator(".kit-dialog button[type=submit]").ClickAsync();
        await page.WaitForSelectorAsync("td[data-label=状态] >> text=已更正");
        await page.WaitForSelectorAsync("td[data-label=状态] >> text=正常");
        Assert.Empty(await visit.FaultsAsync());
    }
}
