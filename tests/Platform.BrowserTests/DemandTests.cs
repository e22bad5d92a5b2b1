using Microsoft.Playwright;
using Platform.BrowserTests.Running;

namespace Platform.BrowserTests;

/// <summary>A clerk asks the county for the next quarter; the county cuts it with words and sends what it approved.</summary>
public sealed class DemandTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task A_demand_is_computed_handed_in_cut_approved_and_sent()
    {
        await using var clerk = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        await clerk.GoAsync("/supplies/demands/new");
        await clerk.LiveAsync();
        await clerk.Page.GetByLabel("追加申报").CheckAsync();
        await clerk.Page.ClickAsync(".kit-form button[type=submit]");
        await clerk.Page.WaitForSelectorAsync("text=请写明追加的原因");
        await clerk.Page.GetByLabel("说明", new() { Exact = true }).Last.FillAsync("义诊活动");
        await clerk.Page.GetByLabel("申报数量").First.FillAsync("30");
        Assert.Empty(await clerk.FaultsAsync());
        await clerk.Page.ClickAsync(".kit-form button[type=submit]");
        await clerk.Page.WaitForSelectorAsync("h1 >> text=需求单 需");
        var address = new Uri(clerk.Page.Url).AbsolutePath;
        await clerk.Page.WaitForSelectorAsync(".kit-facts >> text=义诊活动");
        Assert.Equal(0, await clerk.Page.GetByLabel("审批意见").CountAsync());

        await using var county = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.CountyAdministrator);
        var page = county.Page;
        await county.GoAsync(address);
        await county.LiveAsync();
        await page.GetByLabel("天然胶乳橡胶避孕套 中号").FillAsync("20");
        await page.ClickAsync(".kit-form button[type=submit]");
        await page.WaitForSelectorAsync("text=请写明增减的原因");
        await page.GetByLabel("审批意见").FillAsync("库存不足");
        Assert.Empty(await county.FaultsAsync());
        await page.ClickAsync(".kit-form button[type=submit]");
        await county.GoAsync(await page.Locator("a:has-text('按此单发出药具')").GetAttributeAsync("href") ?? "");
        await page.WaitForSelectorAsync("h1 >> text=发出药具");
        await county.LiveAsync();
        Assert.Equal("20", await page.GetByRole(AriaRole.Textbox, new() { Name = "数量" }).First.InputValueAsync());
        foreach (var box in await page.Locator("fieldset .form-check-input").AllAsync())
        {
            await box.CheckAsync();
        }

        Assert.Empty(await county.FaultsAsync());
        await page.ClickAsync(".kit-form button[type=submit]");
        await page.WaitForSelectorAsync("h1 >> text=调拨单 调");
        await county.GoAsync(address);
        await page.WaitForSelectorAsync("text=库存不足");
        await page.WaitForSelectorAsync("ul >> text=在途");
        Assert.Empty(await county.FaultsAsync());
    }
}
