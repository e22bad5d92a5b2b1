using Microsoft.Playwright;
using Platform.BrowserTests.Running;

namespace Platform.BrowserTests;

/// <summary>A clerk begins the count of the township's store, saves what is on the shelf and goes on later; the sheet prints.</summary>
public sealed class CountTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task A_store_is_counted_line_by_line()
    {
        await using var clerk = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        await clerk.GoAsync("/supplies/counts");
        var page = clerk.Page;
        await clerk.LiveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "发起盘点" }).ClickAsync();
        await page.Locator(".kit-dialog").GetByLabel("季度").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        Assert.Empty(await clerk.FaultsAsync());
        await page.ClickAsync(".kit-dialog .kit-form button[type=submit]");
        await page.GetByText("已盘 0 张").WaitForAsync();
        var shelf = page.Locator("fieldset").First;
        var goods = await shelf.Locator("legend").InnerTextAsync();
        var book = int.Parse(System.Text.RegularExpressions.Regex.Match(await shelf.InnerTextAsync(), "账面 ([0-9]+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        await shelf.GetByLabel("实盘数").FillAsync($"{book - 1}");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存填写的行" }).ClickAsync();
        await page.GetByText("已盘 1 张").WaitForAsync();
        Assert.Empty(await clerk.FaultsAsync());
        Assert.Empty(await clerk.PhoneFaultsAsync());

        await page.GetByRole(AriaRole.Link, new() { Name = "有差异" }).ClickAsync();
        await page.GetByText("差异 -1").WaitForAsync();
        await page.Locator("fieldset").First.GetByLabel("差异原因").SelectOptionAsync("Damage");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存填写的行" }).ClickAsync();
        await page.GetByText("没有写明原因 0 张").WaitForAsync();
        Assert.Equal(goods, await page.Locator("fieldset legend").First.InnerTextAsync());

        await page.GetByRole(AriaRole.Link, new() { Name = "打印盘点表" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "药具盘点表" }).WaitForAsync();
        Assert.Empty(await clerk.FaultsAsync());
    }
}
