using Microsoft.Playwright;
using Platform.BrowserTests.Running;

namespace Platform.BrowserTests;

/// <summary>A clerk applies for scrapping damp goods, the county approves, and the clerk enters who looked on when they were destroyed.</summary>
public sealed class ScrapTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task Damp_goods_are_applied_for_approved_and_disposed_of()
    {
        await using var clerk = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        var page = clerk.Page;
        await SetApartAsync(clerk);
        await clerk.GoAsync("/supplies/scraps");
        await clerk.LiveAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "申请报废" }).ClickAsync();
        await page.WaitForSelectorAsync("h1 >> text=申请报废药具");
        await clerk.LiveAsync();
        var stores = page.GetByLabel("库房", new() { Exact = false }).First;
        await stores.SelectOptionAsync(await stores.Locator("option:has-text('药具库')").First.GetAttributeAsync("value") ?? "");
        await page.GetByLabel("隔离的批次").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.GetByRole(AriaRole.Textbox, new() { Name = "数量" }).FillAsync("3");
        await page.GetByLabel("不合格原因").SelectOptionAsync("Damp");
        Assert.Empty(await clerk.FaultsAsync());
        await page.ClickAsync(".kit-form button[type=submit]");
        await page.WaitForSelectorAsync(".kit-field-error");
        await page.GetByLabel("发现经过").FillAsync("月度检查时发现受潮");
        await page.ClickAsync(".kit-form button[type=submit]");
        await page.WaitForSelectorAsync("h1 >> text=报废申请 废");
        await page.GetByText("待审批").First.WaitForAsync();
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "批准", Exact = true }).CountAsync());
        Assert.Empty(await clerk.FaultsAsync());
        var address = new Uri(page.Url).PathAndQuery;

        await using (var county = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.CountyAdministrator))
        {
            await county.GoAsync(address);
            await county.LiveAsync();
            await county.Page.GetByRole(AriaRole.Button, new() { Name = "批准", Exact = true }).ClickAsync();
            await county.Page.Locator(".kit-dialog").GetByRole(AriaRole.Button, new() { Name = "批准" }).ClickAsync();
            await county.Page.GetByText("待处理").First.WaitForAsync();
            Assert.Empty(await county.FaultsAsync());
        }

        await clerk.GoAsync(address);
        await clerk.LiveAsync();
        await page.GetByLabel("处理方法").SelectOptionAsync("Destroyed");
        await page.GetByLabel("处理地点").FillAsync("镇垃圾中转站");
        await page.GetByLabel("监销人").FillAsync("李晓东");
        await page.ClickAsync(".kit-form button:has-text('登记监销并报废')");
        await page.WaitForSelectorAsync("text=监销人不能是处理人本人");
        await page.GetByLabel("监销人").FillAsync("赵敏芳、钱立");
        await page.ClickAsync(".kit-form button:has-text('登记监销并报废')");
        await page.WaitForSelectorAsync(".kit-facts >> text=赵敏芳、钱立");
        await page.GetByText("已报废").First.WaitForAsync();
        Assert.Empty(await clerk.FaultsAsync());
        Assert.Empty(await clerk.PhoneFaultsAsync());

        await page.GetByRole(AriaRole.Link, new() { Name = "打印申请表" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "不合格药具报废申请表" }).WaitForAsync();
        await page.GetByText("同意报废。").WaitForAsync();
        Assert.Empty(await clerk.FaultsAsync());
    }

    // On the card of the first batch of the township's store.
    private static async Task SetApartAsync(Visit clerk)
    {
        await clerk.GoAsync("/supplies/stock?condition=Good");
        await clerk.LiveAsync();
        await clerk.Page.Locator("tbody tr td a").First.ClickAsync();
        await clerk.Page.GetByRole(AriaRole.Button, new() { Name = "转入隔离" }).ClickAsync();
        var dialog = clerk.Page.Locator(".kit-dialog");
        await dialog.GetByLabel("数量").FillAsync("5");
        await dialog.GetByLabel("说明").FillAsync("外包装受潮");
        await dialog.Locator(".kit-form button[type=submit]").ClickAsync();
        await clerk.Page.GetByText("已转入隔离").WaitForAsync();
    }
}
