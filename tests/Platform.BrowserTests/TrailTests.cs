using Platform.BrowserTests.Running;

namespace Platform.BrowserTests;

/// <summary>What somebody changes on a page, the audit administrator reads: before and after, from which address, in an unbroken chain.</summary>
public sealed class TrailTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task A_change_on_a_page_is_read_with_before_and_after_and_where_it_came_from()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Director);
        await visit.GoAsync("/staff");
        var page = visit.Page;
        await page.Locator("tbody button:has-text('编辑')").Last.ClickAsync();
        var name = page.Locator("dialog[open], [role=dialog]").GetByLabel("姓名");
        var before = await name.InputValueAsync();
        await name.FillAsync("林晓梅");
        await page.Locator("dialog[open], [role=dialog]").GetByText("保存", new() { Exact = true }).ClickAsync();
        await page.WaitForSelectorAsync("text=已保存。");

        await using var audit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.AuditAdministrator);
        await audit.GoAsync("/admin/trail?action=" + Uri.EscapeDataString("人员"));
        await audit.Page.ClickAsync("button:has-text('立即校验')");
        await audit.Page.WaitForSelectorAsync("text=校验完成，日志完整。");
        Assert.Empty(await audit.FaultsAsync());
        var row = audit.Page.Locator("[data-kit-table] tbody tr").Filter(new() { HasText = "赵敏芳" }).First;
        Assert.Contains("127.0.0.1", await row.InnerTextAsync(), StringComparison.Ordinal);
        await row.Locator("a:has-text('查看')").ClickAsync();
        await audit.Page.WaitForSelectorAsync("text=改变的内容");
        var change = audit.Page.Locator("tr").Filter(new() { HasText = "林晓梅" });
        Assert.Contains(before, await change.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("姓名", await change.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(await audit.FaultsAsync());
    }
}
