using Microsoft.Playwright;
using Platform.BrowserTests.Running;

namespace Platform.BrowserTests;

/// <summary>A merger by the form: choose, look at the effects, confirm; the township is then marked and its history tells.</summary>
public sealed class DivisionChangeTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task A_township_is_merged_by_the_form()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.SystemAdministrator);
        await visit.GoAsync("/divisions/change?unit=110101001");
        var page = visit.Page;
        await page.GetByLabel("变更类型").SelectOptionAsync("Merged");
        await PickAsync(visit, "继承单位", "110101002");
        await page.GetByLabel("依据").FillAsync("京民区字〔2026〕1号");
        await page.ClickAsync("button:has-text('预览影响')");
        await page.WaitForSelectorAsync("text=并入 110101002");
        Assert.Empty(await visit.FaultsAsync());
        await page.ClickAsync("button:has-text('确认办理')");
        await page.WaitForURLAsync("**/divisions/110101001");
        await page.WaitForSelectorAsync("main >> text=继承单位：");
        Assert.Contains("景山街道", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Contains("已撤销", await page.InnerTextAsync(".kit-page-title"), StringComparison.Ordinal);
        await visit.GoAsync("/divisions?state=closed&text=110101001");
        await page.WaitForSelectorAsync("text=总共 1 条记录");
        Assert.Empty(await visit.FaultsAsync());
    }

    private static async Task PickAsync(Visit visit, string label, string text)
    {
        var picker = visit.Page.GetByRole(AriaRole.Combobox, new() { Name = label, Exact = true });
        await picker.PressSequentiallyAsync(text, new() { Delay = 20 });
        await visit.Page.WaitForSelectorAsync($"[role=option]:visible:has-text('{text}')");
        await picker.PressAsync("Enter");
    }
}
