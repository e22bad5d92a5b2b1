using Platform.BrowserTests.Running;

namespace Platform.BrowserTests;

/// <summary>Forms say what is wrong at the field and on top, and lose no letters.</summary>
public sealed class FormTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task Errors_stand_on_top_and_at_the_field()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        await visit.GoAsync("/gallery/form");
        var page = visit.Page;
        await page.ClickAsync(".kit-form button[type=submit]");
        await page.WaitForSelectorAsync(".kit-errors");
        await visit.UntilAsync("document.activeElement?.classList.contains('kit-errors')");
        Assert.Equal(["姓名：请填写姓名", "分钟数：请填写分钟数", "日期：请填写日期"], await page.Locator(".kit-errors li").AllInnerTextsAsync());
        Assert.Empty(await visit.FaultsAsync());
        await page.ClickAsync(".kit-errors a >> nth=0");
        await visit.UntilAsync("document.activeElement?.labels?.[0]?.innerText.includes('姓名')");

        await page.GetByLabel("姓名").FillAsync("错");
        await page.GetByLabel("分钟数").FillAsync("３５");
        await page.GetByLabel("日期").FillAsync("2026-10-08");
        await page.ClickAsync(".kit-form button[type=submit]");
        await page.WaitForSelectorAsync("text=请按提示修改后再提交。");
        Assert.Equal("姓名不在名册中", (await page.Locator(".kit-field-invalid .kit-field-error").First.InnerTextAsync()).Trim());
        Assert.Equal("错", await page.GetByLabel("姓名").InputValueAsync());

        // What was mended keeps its place until the next check: the button does not move under the mouse.
        var button = page.Locator(".kit-form button[type=submit]");
        Task<double> PlaceAsync() => button.EvaluateAsync<double>("b => b.getBoundingClientRect().top - b.closest('form').getBoundingClientRect().top");
        var before = await PlaceAsync();
        await page.GetByLabel("姓名").FillAsync("李晓东");
        await page.Keyboard.PressAsync("Tab");
        await page.WaitForSelectorAsync(".kit-errors .kit-mended");
        await visit.UntilAsync("document.querySelectorAll('.kit-field-invalid').length === 1");
        Assert.Equal(before, await PlaceAsync(), 1.0);
        Assert.Empty(await visit.FaultsAsync());
        await button.ClickAsync();
        await page.WaitForSelectorAsync("text=已保存：李晓东");
        Assert.Equal(0, await page.Locator(".kit-errors").CountAsync());
    }

    [Fact]
    public async Task Fast_typing_loses_nothing()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        await visit.GoAsync("/gallery/form");
        const string text = "the quick brown fox jumps over the dog 40";
        await visit.Page.GetByLabel("备注").PressSequentiallyAsync(text, new() { Delay = 10 });
        await visit.Page.GetByLabel("姓名").PressSequentiallyAsync("abcdefghijklmnopqrst", new() { Delay = 10 });
        await visit.Page.WaitForTimeoutAsync(300);
        Assert.Equal(text, await visit.Page.GetByLabel("备注").InputValueAsync());
        Assert.Equal("abcdefghijklmnopqrst", await visit.Page.GetByLabel("姓名").InputValueAsync());
    }

    [Fact]
    public async Task Leaving_with_unsaved_text_asks()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        await visit.GoAsync("/gallery/form");
        await visit.Page.GetByLabel("备注").FillAsync("写到一半");
        await visit.Page.GetByLabel("姓名").FocusAsync();
        await visit.Page.ClickAsync("text=取消");
        await visit.Page.WaitForSelectorAsync(".kit-dialog >> text=有未保存的内容");
        await visit.Page.ClickAsync(".kit-dialog >> text=取消");
        Assert.EndsWith("/gallery/form", visit.Page.Url, StringComparison.Ordinal);
        Assert.Equal("写到一半", await visit.Page.GetByLabel("备注").InputValueAsync());
    }

    [Fact]
    public async Task A_picker_searches_and_is_used_with_the_keyboard()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        await visit.GoAsync("/gallery/form");
        var picker = visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Combobox, new() { Name = "人员" });
        await picker.PressSequentiallyAsync("晓芳", new() { Delay = 20 });
        await visit.Page.WaitForSelectorAsync("[role=option]");
        Assert.True(await visit.Page.Locator("[role=option]").CountAsync() <= 20);
        Assert.Empty(await visit.FaultsAsync());
        await picker.PressAsync("ArrowDown");
        await picker.PressAsync("Enter");
        await visit.UntilAsync("document.querySelector('[role=combobox]').value.endsWith('晓芳')");
    }

    [Fact]
    public async Task An_import_names_the_cell_and_hands_back_the_errors()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server)).SignInAsync(server.Clerk);
        await visit.GoAsync("/gallery/import");
        var page = visit.Page;
        var template = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("text=下载模板"));
        Assert.Equal("样例模板.csv", template.SuggestedFilename);
        await page.WaitForSelectorAsync("input[type=file]:enabled");
        await page.SetInputFilesAsync("input[type=file]", new Microsoft.Playwright.FilePayload
        {
            Name = "名单.csv",
            MimeType = "text/csv",
            Buffer = "姓名,村（社区）\n张晓东,甲路村\n李晓明,外乡村\n"u8.ToArray(),
        });
        await page.WaitForSelectorAsync("text=可导入");
        Assert.Contains("外乡村", await page.InnerTextAsync(".kit-issues"), StringComparison.Ordinal);
        Assert.Empty(await visit.FaultsAsync());
        Assert.True(await page.Locator("text=全部正确，导入").IsDisabledAsync());
        var errors = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("text=下载错误文件"));
        Assert.Equal("样例错误.csv", errors.SuggestedFilename);
        await page.ClickAsync("text=只导入正确的 1 行");
        await page.WaitForSelectorAsync("text=总行数 2，已导入 1，重复跳过 0，错误 1。");
    }
}
