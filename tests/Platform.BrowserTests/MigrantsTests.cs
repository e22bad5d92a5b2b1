using Microsoft.Playwright;
using Platform.BrowserTests.Running;

namespace Platform.BrowserTests;

/// <summary>A clerk registers somebody who came, and answers another township's inquiry with the remarks it needs.</summary>
public sealed class MigrantsTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task Somebody_is_registered_and_an_inquiry_is_answered_with_remarks()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        var page = visit.Page;
        var dialog = page.Locator(".kit-dialog");
        await visit.GoAsync("/migrants/register");
        await visit.LiveAsync();
        Assert.Empty(await visit.FaultsAsync());
        await page.ClickAsync("button:has-text('登记')");
        await dialog.GetByLabel("村（社区）").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await dialog.GetByLabel("姓名").FillAsync("孙小满");
        await dialog.GetByLabel("从何处来").FillAsync("安徽省阜阳市");
        await dialog.GetByLabel("流动日期").FillAsync("2026-01-05");
        await dialog.GetByLabel("居住方式").SelectOptionAsync("Rented");
        await page.ClickAsync(".kit-dialog button[type=submit]");
        await page.WaitForSelectorAsync("h1 >> text=流入登记");
        await page.WaitForSelectorAsync("dd >> text=孙小满");
        Assert.Empty(await visit.FaultsAsync());

        await visit.GoAsync("/migrants/inquiries?answer=true&state=Sent");
        await visit.LiveAsync();
        await page.ClickAsync("table a:has-text('查') >> nth=0");
        await page.WaitForSelectorAsync("button:has-text('打开查询单')");
        await visit.LiveAsync();
        await page.ClickAsync("button:has-text('打开查询单')");
        await page.ClickAsync("button:has-text('答复')");
        await dialog.GetByLabel("结果").SelectOptionAsync("NotFound");
        await page.ClickAsync(".kit-dialog button[type=submit]");
        await page.WaitForSelectorAsync(".kit-dialog >> text=须在备注栏说明");
        await page.Locator(".kit-dialog textarea").FillAsync("查了登记簿和名册，没有这个人");
        await page.ClickAsync(".kit-dialog button[type=submit]");
        await page.WaitForSelectorAsync("dd >> text=查无此人");
        Assert.Empty(await visit.FaultsAsync());
    }
}
