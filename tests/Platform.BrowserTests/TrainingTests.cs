using Microsoft.Playwright;
using Platform.BrowserTests.Running;

namespace Platform.BrowserTests;

/// <summary>The home page names somebody newly posted; the induction is recorded and stands in the list.</summary>
public sealed class TrainingTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task An_induction_is_recorded_from_the_home_page_and_listed_with_its_hours()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        var page = visit.Page;
        await visit.LiveAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "还没有上岗培训记录" }).ClickAsync();
        await page.WaitForSelectorAsync(".kit-dialog >> text=登记培训");
        await visit.LiveAsync();
        var dialog = page.Locator(".kit-dialog");
        Assert.Equal("Induction", await dialog.Locator("select").First.InputValueAsync());
        Assert.Equal(1, await dialog.Locator("input[type=checkbox]:checked").CountAsync());
        Assert.Empty(await visit.FaultsAsync());
        await page.ClickAsync(".kit-dialog .kit-form button[type=submit]");
        await page.WaitForSelectorAsync(".kit-field-error >> text=请填写学时");
        await dialog.GetByLabel("学时").FillAsync("3.5");
        await page.ClickAsync(".kit-dialog .kit-form button[type=submit]");
        await page.WaitForSelectorAsync("text=已登记");
        await page.GetByRole(AriaRole.Heading, new() { Name = "新上岗未培训" }).WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await page.Locator("[data-kit-table] tbody").GetByRole(AriaRole.Link, new() { Name = "新任药具发放员上岗培训" }).ClickAsync();
        await page.WaitForSelectorAsync(".kit-facts >> text=3.5");
        Assert.Empty(await visit.FaultsAsync());
    }
}
