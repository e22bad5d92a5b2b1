using Platform.BrowserTests.Running;

namespace Platform.BrowserTests;

/// <summary>The register as a clerk uses it: look a text up, ask whether an act may rest on it, read why not.</summary>
public sealed class LegalBasisTests(PlatformServer server, Chromium chromium)
{
    [Theory]
    [InlineData(1366, 768)]
    [InlineData(390, 844)]
    public async Task A_clerk_asks_and_reads_the_reason_step_by_step(int width, int height)
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server, width, height)).SignInAsync(server.Clerk);
        var page = visit.Page;
        await visit.GoAsync("/legal-basis?text=流动人口计划生育工作条例");
        await page.Locator("[data-kit-table] tbody a").First.ClickAsync();
        await page.WaitForSelectorAsync("text=国务院关于废止部分行政法规的决定（2021年）");
        Assert.Empty(await visit.FaultsAsync());
        Assert.Equal(0, await page.Locator("button:has-text('更正')").CountAsync());

        await page.ClickAsync("a:has-text('第8条')");
        await page.WaitForURLAsync("**/legal-basis/check?basis=L05**");
        await visit.LiveAsync();
        await page.SelectOptionAsync("main select:has(option[value='CertificateDemand'])", "CertificateDemand");
        await page.ClickAsync("main form.kit-form button[type=submit]");
        await page.WaitForSelectorAsync("[data-legal-answer='BASIS_REPEALED']");
        Assert.Contains("2021年9月9日起废止", await page.InnerTextAsync("[data-legal-answer]"), StringComparison.Ordinal);
        Assert.Contains("上位法", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Empty(await visit.FaultsAsync());
    }

    [Fact]
    public async Task An_administrator_enters_a_text_with_an_article_and_cannot_confirm_it_alone()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.CountyAdministrator);
        var page = visit.Page;
        await visit.GoAsync("/legal-basis");
        await page.ClickAsync("button:has-text('新增')");
        await page.WaitForSelectorAsync(".kit-dialog[open]");
        Assert.Empty(await visit.FaultsAsync());
        await page.ClickAsync(".kit-dialog button[type=submit]");
        await page.WaitForSelectorAsync(".kit-errors");
        var dialog = page.Locator(".kit-dialog");
        await dialog.GetByLabel("编号").First.FillAsync("NG-WEB");
        await dialog.GetByLabel("层级").First.SelectOptionAsync("NormativeDocument");
        await dialog.GetByLabel("名称").First.FillAsync("宁国市样例规程");
        await dialog.GetByLabel("施行日期").FillAsync("2026-01-01");
        await dialog.GetByLabel("来源").First.FillAsync("市政府公报");
        await page.ClickAsync(".kit-dialog button[type=submit]");
        await page.WaitForURLAsync("**/legal-basis/instruments/**");
        await page.WaitForSelectorAsync("text=由您录入，须由另一位同事复核。");
        await page.ClickAsync("button:has-text('增加条款')");
        await page.WaitForSelectorAsync(".kit-dialog[open]");
        Assert.Empty(await visit.FaultsAsync());
        await dialog.Locator("input[type=text]").First.FillAsync("3");
        await dialog.Locator("textarea").FillAsync("检查时出示证件");
        await page.CheckAsync("#act-Inspection");
        await page.ClickAsync(".kit-dialog button[type=submit]");
        await page.WaitForSelectorAsync("td:has-text('第3条')");
        Assert.Empty(await visit.FaultsAsync());
    }
}
