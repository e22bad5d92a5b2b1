using Microsoft.Playwright;
using Platform.BrowserTests.Running;

namespace Platform.BrowserTests;

/// <summary>A clerk proves a duty by hand with a file; a county administrator sets when a duty is due.</summary>
public sealed class DutyTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task A_proof_with_a_file_is_filed_from_the_calendar_and_downloaded()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        await visit.GoAsync("/oversight/calendar");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "登记凭证：每日备份" }).ClickAsync();
        await page.WaitForSelectorAsync(".kit-dialog >> text=登记履职凭证");
        await visit.LiveAsync();
        await page.Locator(".kit-dialog").GetByLabel("说明").FillAsync("已备份到移动硬盘。");
        await page.SetInputFilesAsync(".kit-dialog input[type=file]", new FilePayload { Name = "程序.txt", MimeType = "text/plain", Buffer = "MZ"u8.ToArray() });
        await page.WaitForSelectorAsync(".kit-field-error >> text=不是可以上传的文件");
        await page.SetInputFilesAsync(".kit-dialog input[type=file]", new FilePayload { Name = "备份记录.txt", MimeType = "text/plain", Buffer = "备份记录"u8.ToArray() });
        await page.WaitForSelectorAsync(".kit-dialog >> text=备份记录.txt");
        Assert.Empty(await visit.FaultsAsync());
        await page.ClickAsync(".kit-dialog .kit-form button[type=submit]");
        await page.WaitForSelectorAsync("text=凭证已登记");
        await page.Locator("[data-kit-table] tbody tr", new() { HasText = "已备份到移动硬盘。" }).GetByText("每日备份").ClickAsync();
        await page.WaitForSelectorAsync("h1 >> text=每日备份凭证");
        await visit.LiveAsync();
        Assert.Empty(await visit.FaultsAsync());
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("text=备份记录.txt"));
        Assert.Equal("备份记录", await File.ReadAllTextAsync(await download.PathAsync()));
    }

    [Fact]
    public async Task A_due_date_is_set_for_the_county_and_withdrawn()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.CountyAdministrator);
        await visit.GoAsync("/oversight/duty-settings");
        var page = visit.Page;
        await visit.LiveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "新增", Exact = true }).ClickAsync();
        await page.Locator(".kit-dialog select").Nth(1).SelectOptionAsync("work-meeting-monthly");
        await page.Locator(".kit-dialog").GetByLabel("到期日", new() { Exact = true }).FillAsync("20");
        await page.Locator(".kit-dialog").GetByLabel("理由").FillAsync("县里统一安排");
        await page.ClickAsync(".kit-dialog .kit-form button[type=submit]");
        await page.WaitForSelectorAsync("text=已设置");
        var row = page.Locator("[data-kit-table] tbody tr", new() { HasText = "县里统一安排" });
        await row.GetByText("当月20日").WaitForAsync();
        Assert.Empty(await visit.FaultsAsync());
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await page.Locator(".kit-dialog").GetByLabel("原因").FillAsync("设置错误");
        await page.ClickAsync(".kit-dialog .btn-primary");
        await row.GetByText("已撤销").WaitForAsync();
    }

    [Fact]
    public async Task The_table_of_a_county_shows_words_and_opens_the_calendar()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.CountyAdministrator);
        await visit.GoAsync("/oversight/heat?duty=work-meeting-monthly");
        var page = visit.Page;
        await page.WaitForSelectorAsync("thead >> text=月度工作例会");
        Assert.Equal(0, await page.Locator("thead >> text=月度学习").CountAsync());
        await page.WaitForSelectorAsync("[data-kit-table] tbody >> text=月结");
        Assert.Empty(await visit.FaultsAsync());
        await page.ClickAsync("[data-kit-table] tbody a >> nth=0");
        await page.WaitForSelectorAsync("h1 >> text=履职日历");
    }
}
