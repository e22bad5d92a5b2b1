using System.Text.RegularExpressions;
using Platform.BrowserTests.Running;

namespace Platform.BrowserTests;

/// <summary>Who may open what, and what the frame says when something goes wrong.</summary>
public sealed partial class ShellTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task A_stranger_signs_in_and_comes_back_to_the_page()
    {
        await using var visit = await Visit.OpenAsync(chromium, server);
        await visit.Page.GotoAsync("/gallery/list?page=2");
        Assert.Contains("/sign-in?returnUrl=", visit.Page.Url, StringComparison.Ordinal);
        await visit.Page.FillAsync("#user-name", server.Clerk.UserName);
        await visit.Page.FillAsync("#password", "wrong-password");
        await visit.Page.ClickAsync("button[type=submit]");
        await visit.Page.WaitForSelectorAsync("[role=alert]");
        Assert.Empty(await visit.FaultsAsync());
        await visit.Page.FillAsync("#password", server.Clerk.Password);
        await visit.Page.ClickAsync("button[type=submit]");
        await visit.Page.WaitForURLAsync("**/gallery/list?page=2");
    }

    [Theory]
    [InlineData("/gallery/bare", 403, "no-permission")]
    [InlineData("/gallery/secret", 403, "no-permission")]
    [InlineData("/no/such/page", 404, "not-found")]
    public async Task A_page_is_shut_unless_it_says_who_may_open_it(string path, int status, string shown)
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.SystemAdministrator);
        Assert.Equal(status, await visit.GoAsync(path));
        Assert.Equal(1, await visit.Page.Locator($"[data-kit-page={shown}]").CountAsync());
        Assert.DoesNotContain("没有声明权限的页面", await visit.Page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hidden_page_stays_shut_when_reached_from_inside()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        await visit.GoAsync("/gallery/list");
        Assert.DoesNotContain("/gallery/secret", await visit.MenuAsync());
        await visit.Page.EvaluateAsync("Blazor.navigateTo('/gallery/secret')");
        await visit.Page.WaitForSelectorAsync("[data-kit-page=no-permission]");
    }

    [Fact]
    public async Task A_fault_in_a_page_is_said_in_Chinese_and_the_frame_stays()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        await visit.GoAsync("/gallery/broken");
        await visit.Page.ClickAsync("main .btn-primary");
        await visit.Page.WaitForSelectorAsync("[data-kit-page=error]");
        Assert.DoesNotContain("planted", await visit.Page.ContentAsync(), StringComparison.Ordinal);
        await visit.Page.ClickAsync("text=返回首页");
        await visit.Page.WaitForSelectorAsync(".kit-shortcuts");
    }

    [Fact]
    public async Task A_lost_line_and_a_crash_are_said_in_Chinese_only()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        await visit.GoAsync("/gallery/list");
        foreach (var box in new[] { "#components-reconnect-modal", "#blazor-error-ui" })
        {
            Assert.DoesNotMatch(English(), await visit.Page.Locator(box).TextContentAsync() ?? "");
        }

        foreach (var state in new[] { "show", "retrying", "failed", "rejected", "paused", "resume-failed" })
        {
            var text = await visit.Page.EvaluateAsync<string>(
                $"(() => {{ const b = document.getElementById('components-reconnect-modal'); b.className = 'components-reconnect-{state}'; b.open || b.showModal(); const t = b.innerText; b.close(); b.className = ''; return t; }})()");
            Assert.True(text.Trim().Length > 5, state);
        }
    }

    [Fact]
    public async Task The_keyboard_reaches_the_content_and_the_menu()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        await visit.GoAsync("/gallery/list");
        await visit.Page.EvaluateAsync("document.activeElement.blur()");
        await visit.Page.Locator(".kit-skip").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.UntilAsync("document.activeElement?.id === 'main'");

        await visit.Page.SetViewportSizeAsync(390, 844);
        await visit.Page.ClickAsync("[data-kit-toggle]");
        await visit.Page.WaitForSelectorAsync(".kit-nav a[href='/gallery/form']:visible");
        Assert.Empty(await visit.FaultsAsync());
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Page.WaitForSelectorAsync(".kit-nav a[href='/gallery/form']", new() { State = Microsoft.Playwright.WaitForSelectorState.Hidden });
    }

    [Fact]
    public async Task The_scope_is_found_by_initials_and_switched()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.CountyAdministrator);
        await visit.GoAsync("/");
        await visit.Page.ClickAsync("summary:has-text('宁国市')");
        await visit.Page.Locator("#kit-scope-text").PressSequentiallyAsync("gkz", new() { Delay = 20 });
        await visit.Page.WaitForSelectorAsync(".kit-scope-list button:has-text('港口镇')");
        Assert.Empty(await visit.FaultsAsync());
        await visit.Page.ClickAsync(".kit-scope-list button:has-text('港口镇')");
        await visit.Page.WaitForSelectorAsync(".kit-head-scope:has-text('港口镇')");
        await visit.GoAsync("/");
        await visit.Page.ClickAsync("summary:has-text('港口镇')");
        await visit.Page.ClickAsync(".kit-scope-list button:has-text('宁国市')");
        await visit.Page.WaitForSelectorAsync(".kit-head-scope:has-text('宁国市')");
    }

    [Fact]
    public async Task Signing_out_ends_it()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        await visit.GoAsync("/");
        await visit.Page.ClickAsync("summary:has-text('李晓东')");
        await visit.Page.ClickAsync("text=退出登录");
        await visit.Page.WaitForURLAsync("**/sign-in**");
        await visit.Page.GotoAsync("/");
        Assert.Contains("/sign-in", visit.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_chart_is_drawn_under_the_content_policy()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        await visit.GoAsync("/gallery/chart");
        await visit.Page.WaitForSelectorAsync(".kit-chart-canvas canvas");
        await visit.Page.ClickAsync("text=查看数据表");
        Assert.Contains("港口镇", await visit.Page.InnerTextAsync(".kit-chart-data table"), StringComparison.Ordinal);
        Assert.Empty(await visit.FaultsAsync());
    }

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex English();
}
