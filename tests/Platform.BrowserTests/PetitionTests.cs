using Microsoft.Playwright;
using Platform.BrowserTests.Running;

namespace Platform.BrowserTests;

/// <summary>A clerk takes down a letter and prints the receipt, the director assigns, tells that it is accepted and extends; who may not handle does not see the content.</summary>
public sealed class PetitionTests(PlatformServer server, Chromium chromium)
{
    private const string Words = "反映公示栏三个月没有更新";

    [Fact]
    public async Task A_letter_gets_its_receipt_its_handler_and_its_answer()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        var page = visit.Page;
        await visit.GoAsync("/enforcement/petitions");
        Assert.Empty(await visit.FaultsAsync());
        await page.ClickAsync("button:has-text('登记信访件')");
        var dialog = page.Locator(".kit-dialog");
        await dialog.GetByLabel("方式").SelectOptionAsync("Letter");
        await dialog.GetByRole(AriaRole.Combobox, new() { Name = "事项" }).SelectOptionAsync("Attitude");
        await dialog.GetByLabel("联系电话").FillAsync("12");
        await dialog.GetByLabel("信访内容").FillAsync(Words);
        await page.ClickAsync(".kit-dialog button[type=submit]");
        await page.WaitForSelectorAsync(".kit-dialog .kit-errors");
        await dialog.GetByLabel("联系电话").FillAsync("13900005678");
        await page.ClickAsync(".kit-dialog button[type=submit]");
        await page.WaitForSelectorAsync("h1 >> text=信访件 信");
        await page.WaitForSelectorAsync($"text={Words}");
        var address = new Uri(page.Url).AbsolutePath;
        Assert.Empty(await visit.FaultsAsync());
        Assert.Empty(await visit.PhoneFaultsAsync());
        await page.ClickAsync("a:has-text('打印回执')");
        await page.WaitForSelectorAsync("h1:has-text('信访事项回执')");
        Assert.DoesNotContain(Words, await page.InnerTextAsync("article"), StringComparison.Ordinal);

        await using var director = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Director);
        await director.GoAsync(address);
        var form = director.Page.Locator(".kit-dialog");
        await director.Page.ClickAsync("button:has-text('告知受理')");
        await director.Page.ClickAsync(".kit-dialog button[type=submit]");
        await director.Page.WaitForSelectorAsync(".kit-errors >> text=承办人");
        await director.Page.ClickAsync(".kit-dialog button:has-text('取消')");
        await director.Page.ClickAsync("button:has-text('指定承办人')");
        await form.GetByRole(AriaRole.Combobox).SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await director.Page.ClickAsync(".kit-dialog button[type=submit]");
        await director.Page.WaitForSelectorAsync("text=指定承办人：已登记");
        await director.Page.ClickAsync("button:has-text('告知受理')");
        await director.Page.ClickAsync(".kit-dialog button[type=submit]");
        await director.Page.WaitForSelectorAsync(".badge:has-text('已受理'), span:has-text('已受理，办理中')");
        await director.Page.ClickAsync("button:has-text('批准延长')");
        await form.GetByLabel("延长天数").FillAsync("31");
        await form.GetByLabel("原因").FillAsync("需要实地核实");
        await director.Page.ClickAsync(".kit-dialog button[type=submit]");
        await director.Page.WaitForSelectorAsync(".kit-dialog .kit-errors");
        await form.GetByLabel("延长天数").FillAsync("30");
        await director.Page.ClickAsync(".kit-dialog button[type=submit]");
        await director.Page.WaitForSelectorAsync("dd:has-text('30 天')");
        Assert.Empty(await director.FaultsAsync());

        // It has a handler now: the clerk who took it down no longer reads it.
        await visit.GoAsync(address);
        await page.WaitForSelectorAsync("text=信访内容和信访人只有承办人和负责人能看");
        Assert.DoesNotContain(Words, await page.ContentAsync(), StringComparison.Ordinal);
    }
}
