using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Platform.BrowserTests.Running;

namespace Platform.BrowserTests;

/// <summary>The public reads the board and drops a suggestion without sign-in, script or cookie; the office writes, approves and answers.</summary>
public sealed class OpennessTests(PlatformServer server, Chromium chromium)
{
    private static string Board => $"/public/{PlatformServer.Township}";

    [Fact]
    public async Task Strangers_read_the_board_without_script_and_without_cookie()
    {
        await using var visit = await Visit.OpenAsync(chromium, server, 390, 844);
        var page = visit.Page;
        var answer = await page.GotoAsync(Board);
        Assert.Equal(200, answer!.Status);
        Assert.False((await answer.AllHeadersAsync()).ContainsKey("set-cookie"));
        Assert.Contains("noindex", (await answer.AllHeadersAsync())["x-robots-tag"], StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("script").CountAsync());
        Assert.Empty(await visit.FaultsAsync());
        await page.ClickAsync("text=统计数字");
        await page.ClickAsync(".public-list a >> nth=0");
        await page.WaitForSelectorAsync("table.public-table");
        Assert.Contains("<5", await page.Locator("table.public-table").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(await visit.FaultsAsync());
        Assert.Empty(await page.Context.CookiesAsync());
        Assert.Equal(404, (await page.GotoAsync($"{Board}/{Guid.NewGuid()}"))!.Status);
        Assert.Equal(404, (await page.GotoAsync("/public/999999999"))!.Status);
    }

    [Fact]
    public async Task A_suggestion_comes_in_is_answered_and_read_with_the_receipt()
    {
        await using var stranger = await Visit.OpenAsync(chromium, server, 390, 844);
        var page = stranger.Page;
        await page.GotoAsync($"{Board}/suggest");
        Assert.Empty(await stranger.FaultsAsync());
        var words = "能不能在网上预约？" + Regex.Replace(Guid.NewGuid().ToString("N"), "[^a-z]", "");
        await page.FillAsync("#text", words);
        await page.FillAsync("#contact", "13800001111");
        await page.ClickAsync("button[type=submit]");
        await page.WaitForSelectorAsync(".public-error >> text=须勾选同意");
        Assert.Equal(words, await page.InputValueAsync("#text"));
        await page.CheckAsync("#consents");
        await page.ClickAsync("button[type=submit]");
        var receipt = await page.InnerTextAsync("#receipt");

        await using var office = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Director);
        await office.GoAsync("/openness/suggestions?open=true");
        await office.Page.ClickAsync($"text={words}");
        await office.Page.WaitForURLAsync("**/openness/suggestions/**");
        await office.LiveAsync();
        Assert.Empty(await office.FaultsAsync());
        await office.Page.GetByLabel("答复内容").FillAsync("可以，下月开通。");
        await office.Page.GetByRole(AriaRole.Button, new() { Name = "答复", Exact = true }).ClickAsync();
        await office.Page.WaitForSelectorAsync("text=已答复。");

        await page.GotoAsync($"{Board}/reply");
        await page.FillAsync("#receipt", receipt);
        await page.ClickAsync("button[type=submit]");
        Assert.Equal("可以，下月开通。", await page.InnerTextAsync("#reply"));
        await page.GotoAsync($"{Board}/evaluate");
        Assert.Empty(await stranger.FaultsAsync());
        await page.CheckAsync("#mark4");
        await page.ClickAsync("button[type=submit]");
        await page.WaitForSelectorAsync("text=谢谢您的评价");
    }

    [Fact]
    public async Task A_clerk_writes_a_director_approves_and_the_public_sees_it_until_it_is_withdrawn()
    {
        await using var clerk = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        await clerk.GoAsync("/openness/board/new");
        var title = "健康讲座安排" + Regex.Replace(Guid.NewGuid().ToString("N"), "[^a-z]", "");
        await clerk.Page.GetByRole(AriaRole.Combobox, new() { Name = "类别", Exact = true }).SelectOptionAsync("Notices");
        await clerk.Page.GetByRole(AriaRole.Textbox, new() { Name = "标题", Exact = true }).FillAsync(title);
        await clerk.Page.GetByRole(AriaRole.Textbox, new() { Name = "内容", Exact = true }).FillAsync("本月二十日上午九点，欢迎参加。");
        await clerk.Page.ClickAsync(".kit-form button[type=submit]");
        await clerk.Page.WaitForURLAsync(new Regex("/openness/board/[0-9a-f-]{36}$"));
        await clerk.LiveAsync();
        await clerk.Page.GetByRole(AriaRole.Button, new() { Name = "提交审核", Exact = true }).ClickAsync();
        await clerk.Page.ClickAsync(".kit-dialog button.btn-primary");
        await clerk.Page.WaitForSelectorAsync("text=已提交审核。");
        var address = new Uri(clerk.Page.Url).AbsolutePath;

        await using var director = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Director);
        await director.GoAsync(address);
        Assert.Empty(await director.FaultsAsync());
        foreach (var (button, said) in new[] { ("同意", "已审核同意。"), ("公布", "已公布。") })
        {
            await director.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
            await director.Page.ClickAsync(".kit-dialog button.btn-primary");
            await director.Page.WaitForSelectorAsync($"text={said}");
        }

        await using var stranger = await Visit.OpenAsync(chromium, server);
        await stranger.Page.GotoAsync(Board);
        await stranger.Page.WaitForSelectorAsync($"text={title}");
        await director.Page.GetByRole(AriaRole.Button, new() { Name = "撤下", Exact = true }).ClickAsync();
        await director.Page.GetByLabel("原因").FillAsync("时间有变");
        await director.Page.ClickAsync(".kit-dialog button[type=submit], .kit-dialog button.btn-danger");
        await director.Page.WaitForSelectorAsync("text=已撤下。");
        await stranger.Page.GotoAsync(Board);
        Assert.Equal(0, await stranger.Page.Locator($"text={title}").CountAsync());
    }
}
