using Microsoft.Playwright;
using Platform.BrowserTests.Running;

namespace Platform.BrowserTests;

/// <summary>A clerk scans and receives goods, issues some in the order of production, and takes a wrong voucher back; the card shows all of it.</summary>
public sealed class SuppliesTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task Goods_are_scanned_in_issued_and_taken_back()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        await visit.GoAsync("/supplies/products?text=0401");
        var gtin = await visit.Page.Locator("td[data-label=条码]").First.InnerTextAsync();
        await visit.GoAsync("/supplies/receive");
        var page = visit.Page;
        await visit.LiveAsync();
        await page.Locator("#scan").FillAsync($"(01){gtin}(10)T-77(11)200105(17)301231");
        await page.Locator("#scan").PressAsync("Enter");
        await page.WaitForSelectorAsync("#scan-help >> text=已识别");
        Assert.Equal("T-77", await page.GetByLabel("批号").InputValueAsync());
        await page.ClickAsync(".kit-form button[type=submit]");
        await page.WaitForSelectorAsync(".kit-field-error >> text=数量");
        await page.GetByLabel("数量").FillAsync("40");
        await page.GetByLabel("来货单位").FillAsync("县药具管理站");
        Assert.Empty(await visit.FaultsAsync());
        await page.ClickAsync(".kit-form button[type=submit]");
        await page.WaitForSelectorAsync("h1 >> text=药具库存");

        // The oldest production leaves first, and a wanted quantity that is not there is named.
        await visit.GoAsync("/supplies/issue");
        await visit.LiveAsync();
        await page.GetByLabel("品种").SelectOptionAsync(new SelectOptionValue { Label = "0401 壬苯醇醚栓 5 枚/盒 50mg" });
        await page.GetByLabel("数量").FillAsync("99999");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "领用单位" }).FillAsync("镇机关免费发放点");
        await page.WaitForSelectorAsync("[aria-label=试算] >> text=库存不够，还差");
        await page.GetByLabel("数量").FillAsync("15");
        await page.GetByLabel("凭证号").FillAsync("发测试-1");
        await page.WaitForSelectorAsync("[aria-label=试算] >> text=取批号 T-77：15");
        Assert.Empty(await visit.FaultsAsync());
        await page.ClickAsync(".kit-form button[type=submit]");
        await page.WaitForSelectorAsync("text=已发放：批号 T-77 15");

        await visit.GoAsync("/supplies/postings");
        await visit.LiveAsync();
        await page.Locator("tr:has-text('发测试-1') >> button").ClickAsync();
        await page.Locator(".kit-dialog textarea, .kit-dialog input").First.FillAsync("单位填错");
        await page.Locator(".kit-dialog >> button:has-text('冲正')").ClickAsync();
        await page.WaitForSelectorAsync("tr:has-text('发测试-1') >> text=（已冲正）");
        await visit.GoAsync("/supplies/stock?text=T-77");
        await page.ClickAsync("td >> text=T-77");
        await page.WaitForSelectorAsync(".kit-facts >> text=相符");
        await page.WaitForSelectorAsync("[aria-label=明细账] tbody tr:nth-child(3)");
        Assert.Empty(await visit.FaultsAsync());
    }
}
