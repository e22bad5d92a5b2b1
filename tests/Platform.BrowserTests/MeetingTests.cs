using Microsoft.Playwright;
using Platform.BrowserTests.Running;

namespace Platform.BrowserTests;

/// <summary>A weekly meeting is convened, signed in on a phone and confirmed.</summary>
public sealed class MeetingTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task A_meeting_is_convened_signed_in_on_a_phone_and_confirmed()
    {
        await using var visit = await (await Visit.OpenAsync(chromium, server, 390, 844)).SignInAsync(server.Director);
        await visit.GoAsync("/oversight/meetings");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "新增", Exact = true }).ClickAsync();
        await page.Locator(".kit-dialog select").First.SelectOptionAsync("StudySession");
        await page.GetByLabel("会议名称").FillAsync("手机签到试验学习会");
        await page.ClickAsync(".kit-dialog .kit-form button[type=submit]");
        await page.WaitForSelectorAsync("h1 >> text=手机签到试验学习会");
        var address = page.Url;
        await page.GetByRole(AriaRole.Link, new() { Name = "签到", Exact = true }).ClickAsync();
        await page.WaitForSelectorAsync("h1 >> text=手机签到试验学习会 签到");
        await page.Locator("label", new() { HasText = "缺席" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "保存签到" }).ClickAsync();
        await page.WaitForSelectorAsync("text=缺席请写明原因");
        await page.Locator("input[name^='reason.']").First.FillAsync("病假");
        await page.GetByLabel("姓名").FillAsync("来宾甲");
        await page.GetByRole(AriaRole.Button, new() { Name = "其余应到人员记为到会" }).ClickAsync();
        await page.WaitForSelectorAsync("text=签到已保存");
        Assert.Empty(await visit.FaultsAsync());
        await visit.GoAsync(new Uri(address).AbsolutePath);
        await visit.LiveAsync();
        await page.GetByLabel("召开日期").FillAsync("2026-11-20");
        await page.GetByLabel("安排下一步工作").FillAsync("学习并讨论");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存并确认" }).ClickAsync();
        await page.WaitForSelectorAsync("text=请填写学时");
        await page.GetByLabel("学习培训主题").FillAsync("政策学习");
        await page.GetByLabel("学时").FillAsync("1.5");
        await page.GetByLabel("学时").PressAsync("Tab");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存并确认" }).ClickAsync();
        await page.WaitForSelectorAsync(".kit-facts >> text=月度学习");
        await page.WaitForSelectorAsync("text=来宾甲");
        Assert.Empty(await visit.FaultsAsync());
        await visit.GoAsync(new Uri(address).AbsolutePath + "/sign-in/print");
        await page.WaitForSelectorAsync("table >> text=来宾甲");
        Assert.Empty(await visit.FaultsAsync());
    }
}
