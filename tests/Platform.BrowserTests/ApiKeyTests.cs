using System.Net;
using System.Net.Http.Headers;
using Platform.BrowserTests.Running;

namespace Platform.BrowserTests;

/// <summary>A county administrator makes a key on the page; a program uses it until it is revoked.</summary>
public sealed class ApiKeyTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task A_key_is_made_shown_once_used_and_revoked()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.CountyAdministrator);
        await visit.GoAsync("/admin/api-keys/new");
        await visit.Page.GetByLabel("名称").FillAsync("县统计平台");
        await visit.Page.GetByLabel("用途").FillAsync("每晚取人员名册");
        await visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Combobox, new() { Name = "负责人", Exact = true }).PressSequentiallyAsync("李晓东", new() { Delay = 20 });
        await visit.Page.ClickAsync(".kit-picker-list:not([hidden]) li:has-text('李晓东')");
        await visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Combobox, new() { Name = "区划", Exact = true }).PressSequentiallyAsync("341881100", new() { Delay = 20 });
        await visit.Page.ClickAsync(".kit-picker-list:not([hidden]) li:has-text('宁国市')");
        await visit.Page.GetByLabel("查看人员名册").CheckAsync();
        Assert.Empty(await visit.FaultsAsync());
        await visit.Page.ClickAsync("button[type=submit]:has-text('保存')");
        var key = await visit.Page.Locator("#api-key-text").InputValueAsync();
        Assert.StartsWith("pfk_", key, StringComparison.Ordinal);
        Assert.Empty(await visit.FaultsAsync());
        await visit.Page.ClickAsync("text=已保存，关闭");
        await visit.Page.WaitForURLAsync("**/admin/api-keys/*-*");
        await visit.LiveAsync();
        Assert.DoesNotContain(key, await visit.Page.ContentAsync(), StringComparison.Ordinal);

        using var program = new HttpClient { BaseAddress = new Uri(server.Address) };
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/staff")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await program.GetAsync("/api/accounts")).StatusCode);

        await visit.Page.ClickAsync("button:has-text('撤销')");
        await visit.Page.Locator("dialog textarea").FillAsync("程序停用");
        await visit.Page.ClickAsync("dialog button:has-text('撤销')");
        await visit.Page.WaitForSelectorAsync(".kit-state:has-text('已撤销')");
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/staff")).StatusCode);
        Assert.Empty(await visit.FaultsAsync());
    }
}
