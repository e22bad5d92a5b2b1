using MiniExcelLibs;
using Platform.BrowserTests.Running;

namespace Platform.BrowserTests;

/// <summary>The habits of lists: state in the address, words of the pager, export of what the screen shows.</summary>
public sealed class ListTests(PlatformServer server, Chromium chromium)
{
    private const string Rows = "[data-kit-table] tbody tr";

    [Fact]
    public async Task Search_page_and_sort_survive_reload_back_and_a_second_tab()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        await visit.GoAsync("/gallery/list");
        var page = visit.Page;
        await page.FillAsync("#filter-name", "晓");
        await page.SelectOptionAsync("#filter-verified", "true");
        await page.PressAsync("#filter-name", "Enter");

        // The address changes before the links of the list are drawn again: wait for what a person would see.
        await page.WaitForURLAsync("**verified=true**");
        await page.WaitForSelectorAsync("text=总共 158 条记录");
        await page.ClickAsync("a.kit-sort");
        await page.WaitForURLAsync("**sort=Minutes**");
        await page.WaitForSelectorAsync("th[aria-sort='ascending']");
        await page.ClickAsync("a[aria-label='第 3 页']");
        await page.WaitForURLAsync("**page=3**");
        await page.WaitForSelectorAsync("text=显示第 21 到第 30 条记录");
        var third = await RowsAsync(page);
        Assert.Equal(10, third.Count());
        Assert.StartsWith("显示第 21 到第 30 条记录，总共 158 条记录", await page.InnerTextAsync(".kit-pager-text"), StringComparison.Ordinal);

        await page.ReloadAsync();
        await visit.LiveAsync();
        Assert.Equal(third, await RowsAsync(page));
        Assert.Equal("晓", await page.InputValueAsync("#filter-name"));
        Assert.Equal("true", await page.InputValueAsync("#filter-verified"));

        var tab = await visit.SecondTabAsync();
        Assert.Equal(third, await RowsAsync(tab));

        await page.Locator($"{Rows} a").First.ClickAsync();
        await page.WaitForURLAsync("**/gallery/person/**");
        await page.ClickAsync("text=返回");
        await page.WaitForURLAsync("**page=3**");
        await page.WaitForSelectorAsync("text=显示第 21 到第 30 条记录");
        Assert.Equal(third, await RowsAsync(page));

        await page.ClickAsync("text=重置");
        await page.WaitForURLAsync(url => !url.Contains("verified", StringComparison.Ordinal) && !url.Contains("page=", StringComparison.Ordinal));
        await page.WaitForSelectorAsync("text=总共 237 条记录");
        Assert.Equal("", await page.InputValueAsync("#filter-name"));
    }

    private static async Task<IEnumerable<string>> RowsAsync(Microsoft.Playwright.IPage page) =>
        [.. (await page.Locator(Rows).AllTextContentsAsync()).Select(t => string.Concat(t.Where(c => !char.IsWhiteSpace(c))))];

    [Fact]
    public async Task Controls_stand_in_the_usual_order_with_the_usual_words()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        await visit.GoAsync("/gallery/list?name=没有此人");
        var page = visit.Page;
        Assert.Equal("没有找到匹配的记录", await page.InnerTextAsync(".kit-empty"));
        var headers = await page.Locator("[data-kit-table] th").AllInnerTextsAsync();
        Assert.Equal("序号", headers[1].Trim());
        Assert.Equal("操作", headers[^1].Trim());
        Assert.Equal(["查询", "重置"], (await page.Locator(".kit-search-buttons > *").AllInnerTextsAsync()).Select(t => t.Trim()));
        Assert.Equal("导出", (await page.Locator(".kit-tools > *").Last.InnerTextAsync()).Trim());
    }

    [Fact]
    public async Task The_first_answer_already_holds_the_rows_and_links_work_without_script()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        var html = await (await visit.Page.APIRequest.GetAsync(server.Address + "/gallery/list?page=2")).TextAsync();
        Assert.Contains("显示第 11 到第 20 条记录", html, StringComparison.Ordinal);
        Assert.Contains("page=3", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_holds_the_filtered_rows_with_the_text_of_the_screen()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        await visit.GoAsync("/gallery/list?verified=false&sort=-Minutes");
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("text=导出"));
        Assert.Equal("样例.xlsx", download.SuggestedFilename);
        var rows = MiniExcel.Query(await download.PathAsync(), useHeaderRow: true, excelType: ExcelType.XLSX).Cast<IDictionary<string, object>>().ToList();
        Assert.Equal(79, rows.Count);
        Assert.Equal(["序号", "姓名", "村（社区）", "日期", "迟到（分钟）", "状态"], rows[0].Keys);
        Assert.All(rows, row => Assert.Equal("待核实", row["状态"]));
        var shown = (await visit.Page.Locator($"{Rows} >> nth=0").InnerTextAsync()).Split('\t', '\n').Select(t => t.Trim()).ToList();
        Assert.Contains((string)rows[0]["姓名"], shown);
        Assert.Contains(Convert.ToString(rows[0]["迟到（分钟）"], System.Globalization.CultureInfo.InvariantCulture), shown);
    }

    [Fact]
    public async Task A_question_keeps_the_focus_closes_with_Esc_and_shows_a_refusal()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        await visit.GoAsync("/gallery/list");
        var page = visit.Page;
        await page.Locator($"{Rows} button").First.ClickAsync();
        await page.WaitForSelectorAsync(".kit-dialog[open]");
        Assert.Empty(await visit.FaultsAsync());
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('.kit-dialog').contains(document.activeElement)"));
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForSelectorAsync(".kit-dialog", new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });

        await page.Locator($"{Rows} button").First.ClickAsync();
        await page.ClickAsync(".kit-dialog .btn-primary");
        await page.WaitForSelectorAsync(".kit-dialog >> text=请填写原因。");
        await page.FillAsync("#kit-reason", "短");
        await page.ClickAsync(".kit-dialog .btn-primary");
        await page.WaitForSelectorAsync(".kit-dialog >> text=原因至少 3 个字。");
        await page.FillAsync("#kit-reason", "已与本人核对");
        await page.ClickAsync(".kit-dialog .btn-primary");
        await page.WaitForSelectorAsync("text=已核实：已与本人核对");
    }
}
