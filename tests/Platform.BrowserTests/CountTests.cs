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

        // What is on the shelf and not in the book; then the sheet.
        await page.GetByLabel("包装上的批号或品名").FillAsync("天然胶乳");
        await page.GetByRole(AriaRole.Button, new() { Name = "查找批次" }).ClickAsync();
        var found = page.GetByRole(AriaRole.Form, new() { Name = "登记账上没有的批次" });
        await found.GetByLabel("实盘数").FillAsync("2");
        await found.GetByLabel("差异原因").SelectOptionAsync("MixedBatches");
        Assert.Empty(await clerk.FaultsAsync());
        Assert.Empty(await clerk.PhoneFaultsAsync());
        await found.GetByRole(AriaRole.Button, new() { Name = "登记这个批次" }).ClickAsync();
        await page.GetByText("已保存 1 行").WaitForAsync();
        await page.GetByText("已盘 2 张").WaitForAsync();
        var count = page.Url;
        await page.GetByRole(AriaRole.Link, new() { Name = "用表格盘点" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "用表格盘点" }).WaitForAsync();
        await clerk.LiveAsync();
        var sheet = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "下载盘点表" }).ClickAsync());
        Assert.EndsWith("盘点表.xlsx", sheet.SuggestedFilename, StringComparison.Ordinal);
        var content = await File.ReadAllBytesAsync(await sheet.PathAsync());
        await page.SetInputFilesAsync("input[type=file]", new FilePayload { Name = "盘点表.xlsx", MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Buffer = content });
        await page.GetByText("有问题 0 行").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "全部正确，导入" }).ClickAsync();
        await page.GetByText("已导入 0").WaitForAsync();
        Assert.Empty(await clerk.FaultsAsync());
        await clerk.GoAsync(new Uri(count).PathAndQuery);
        await page.GetByRole(AriaRole.Link, new() { Name = "打印盘点表" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "药具盘点表" }).WaitForAsync();
        Assert.Empty(await clerk.FaultsAsync());
    }
}
