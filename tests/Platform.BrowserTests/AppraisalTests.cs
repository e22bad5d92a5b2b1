using Microsoft.Playwright;
using Platform.BrowserTests.Running;

namespace Platform.BrowserTests;

/// <summary>The county sets a scheme, the office draws up letters and a year-end list, results are reported and objected to.</summary>
public sealed class AppraisalTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task A_scheme_is_tried_out_and_saved_for_an_open_month()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.CountyAdministrator);
        await visit.GoAsync("/oversight/schemes");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "新方案", Exact = true }).ClickAsync();
        await page.WaitForSelectorAsync(".kit-dialog .kit-form");
        Assert.Empty(await visit.FaultsAsync());

        // The usual weights of all modules together need not make 100: the form says so and keeps what was typed.
        await page.GetByRole(AriaRole.Button, new() { Name = "试算影响", Exact = true }).ClickAsync();
        await page.WaitForSelectorAsync(".kit-dialog >> text=/权重合计为|试算，不改变/");
        Assert.Empty(await visit.FaultsAsync());
    }

    [Fact]
    public async Task A_letter_is_drawn_up_signed_and_printed_and_a_year_end_list_is_written()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server, 390, 844)).SignInAsync(server.Director);
        var page = visit.Page;
        await visit.GoAsync("/oversight/letters");
        Assert.Empty(await visit.FaultsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "新增", Exact = true }).ClickAsync();
        await page.Locator(".kit-dialog select").First.SelectOptionAsync("LocalUnit");
        await page.GetByLabel("单位名称").FillAsync("镇中心小学");
        await page.Locator(".kit-dialog input[type=checkbox]").First.CheckAsync();
        Assert.Empty(await visit.FaultsAsync());
        await page.ClickAsync(".kit-dialog .kit-form button[type=submit]");
        await page.WaitForURLAsync("**/oversight/letters/*");
        await visit.LiveAsync();
        Assert.Empty(await visit.FaultsAsync());
        var address = new Uri(page.Url).AbsolutePath;
        await page.GetByRole(AriaRole.Button, new() { Name = "登记签订", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "责任人", Exact = true }).FillAsync("周正平");
        await page.ClickAsync(".kit-dialog .kit-form button[type=submit]");
        await page.WaitForSelectorAsync("text=已登记签订。");
        await visit.GoAsync(address + "/print");
        await page.WaitForSelectorAsync("text=镇中心小学");
        Assert.Empty(await visit.FaultsAsync());

        await visit.GoAsync("/oversight/year-end/edit?kind=Posts");
        Assert.Empty(await visit.FaultsAsync());
        await page.Locator(".kit-form select").First.SelectOptionAsync("Excellent");
        await page.ClickAsync(".kit-form button[type=submit]");
        await page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("/oversight/year-end/[0-9a-f-]{36}$"));
        await visit.LiveAsync();
        await page.WaitForSelectorAsync("td >> text=优秀");
        Assert.Empty(await visit.FaultsAsync());
    }

    [Fact]
    public async Task Results_are_reported_signed_for_printed_and_objected_to()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Director);
        var page = visit.Page;
        await visit.GoAsync("/oversight/results/report");
        Assert.Empty(await visit.FaultsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "登记签收：书记", Exact = true }).First.ClickAsync();
        await page.WaitForSelectorAsync("text=已登记签收。");
        await page.ClickAsync("text=打印张榜");
        await page.WaitForSelectorAsync(".kit-paper-table");
        await visit.LiveAsync();
        Assert.Empty(await visit.FaultsAsync());
        await visit.GoAsync("/oversight/results");
        await page.GetByRole(AriaRole.Link, new() { Name = "得分怎么来的", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/oversight/scores/*");
        await visit.LiveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "提出异议", Exact = true }).ClickAsync();
        await page.GetByLabel("理由").FillAsync("例会记录已补登。");
        await page.ClickAsync(".kit-dialog .kit-form button[type=submit]");
        await page.WaitForSelectorAsync("text=/已提出异议|异议应在/");
        await visit.GoAsync("/oversight/objections");
        Assert.Empty(await visit.FaultsAsync());
    }
}
