using Microsoft.Playwright;
using Platform.BrowserTests.Running;

namespace Platform.BrowserTests;

/// <summary>A clerk sends goods to a village's cupboard with all checks ticked, receives them there less two, and settles the difference.</summary>
public sealed class DispatchTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task Goods_are_sent_received_with_a_difference_and_settled()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        var page = visit.Page;
        await visit.GoAsync("/supplies/dispatches/new");
        await visit.LiveAsync();
        var stores = page.GetByLabel("发出库房");
        await stores.SelectOptionAsync(await stores.Locator("option:has-text('药具库')").First.GetAttributeAsync("value") ?? "");
        await page.WaitForSelectorAsync("option:has-text('下拨：')", new() { State = WaitForSelectorState.Attached });
        var targets = page.GetByLabel("收货库房");
        await targets.SelectOptionAsync(await targets.Locator("option:has-text('下拨：')").First.GetAttributeAsync("value") ?? "");
        await page.GetByLabel("品种").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.GetByRole(AriaRole.Textbox, new() { Name = "数量" }).FillAsync("10");
        await page.GetByLabel("单号").FillAsync("镇调-测试");
        await page.ClickAsync(".kit-form button[type=submit]");
        await page.WaitForSelectorAsync(".kit-field-error");
        await TickAsync(page);
        Assert.Empty(await visit.FaultsAsync());
        await page.ClickAsync(".kit-form button[type=submit]");
        await page.WaitForSelectorAsync("h1 >> text=调拨单 镇调-测试");

        await page.GetByLabel("验收合格").First.FillAsync("8");
        await page.GetByLabel("拒收").First.FillAsync("2");
        await TickAsync(page);
        await page.ClickAsync(".kit-form button[type=submit]");
        await page.WaitForSelectorAsync("text=请写明原因");
        await page.GetByLabel("差异原因").First.FillAsync("包装受潮");
        Assert.Empty(await visit.FaultsAsync());
        await page.ClickAsync(".kit-form button[type=submit]");
        await page.WaitForSelectorAsync("button:has-text('结清差异')");
        await page.ClickAsync("button:has-text('结清差异')");
        await page.Locator(".kit-dialog textarea, .kit-dialog input").First.FillAsync("已换货");
        await page.Locator(".kit-dialog >> button:has-text('结清')").ClickAsync();
        await page.WaitForSelectorAsync(".kit-facts >> text=已换货");
        await visit.GoAsync("/supplies/dispatches?state=Settled");
        await page.WaitForSelectorAsync("tr:has-text('镇调-测试') >> text=已结清");
        Assert.Empty(await visit.FaultsAsync());
    }

    private static async Task TickAsync(IPage page)
    {
        foreach (var box in await page.Locator("fieldset .form-check-input").AllAsync())
        {
            await box.CheckAsync();
        }
    }
}
