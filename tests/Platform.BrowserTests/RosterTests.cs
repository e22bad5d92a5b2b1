using Microsoft.Playwright;
using Platform.BrowserTests.Running;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;

namespace Platform.BrowserTests;

/// <summary>The clerk draws up a roster, the director publishes it, the clerk asks the director to take a shift.</summary>
public sealed class RosterTests(PlatformServer server, Chromium chromium)
{
    [Fact]
    public async Task A_roster_is_published_and_a_shift_is_swapped()
    {
        var month = YearMonth.Of(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().AddHours(8).DateTime)).AddMonths(2);
        var staff = await server.SendAsync(new GetStaff([PlatformServer.Township]));
        var (head, officer) = (staff.First(s => s.Post == "主任"), staff.Last(s => s.Post != "主任"));
        await using var clerk = await (await Visit.OpenAsync(chromium, server)).SignInAsync(await server.AccountOfAsync("roster.officer", officer, Roles.OfficeClerk));
        await clerk.GoAsync($"/attendance/roster?month={month}");
        await clerk.LiveAsync();
        await clerk.Page.GetByRole(AriaRole.Button, new() { Name = "自动排班" }).ClickAsync();
        await clerk.Page.WaitForSelectorAsync("text=公布后才执行");
        await clerk.Page.GetByRole(AriaRole.Button, new() { Name = "调整" }).First.ClickAsync();
        await clerk.Page.Locator(".kit-dialog").GetByLabel("改为").SelectOptionAsync(new SelectOptionValue { Label = "去掉此人" });
        Assert.Empty(await clerk.FaultsAsync());
        await clerk.Page.ClickAsync(".kit-dialog .kit-form button[type=submit]");
        await clerk.Page.WaitForSelectorAsync("text=已调整");
        Assert.Empty(await clerk.FaultsAsync());

        await using var director = await (await Visit.OpenAsync(chromium, server)).SignInAsync(await server.AccountOfAsync("roster.director", head, Roles.OfficeDirector));
        await director.GoAsync($"/attendance/roster?month={month}");
        await director.LiveAsync();
        await director.Page.GetByRole(AriaRole.Button, new() { Name = "公布", Exact = true }).ClickAsync();
        await director.Page.ClickAsync(".kit-dialog .btn-primary");
        await director.Page.GetByRole(AriaRole.Button, new() { Name = "撤回公布" }).WaitForAsync();

        await clerk.GoAsync("/attendance/swaps?mine=true");
        await clerk.LiveAsync();
        await clerk.Page.GetByRole(AriaRole.Button, new() { Name = "提出调班" }).ClickAsync();
        var form = clerk.Page.Locator(".kit-dialog");
        var shift = await form.GetByLabel("我的班").Locator("option").Last.TextContentAsync() ?? "";
        await form.GetByLabel("我的班").SelectOptionAsync(new SelectOptionValue { Label = shift });
        await form.GetByLabel("请谁").SelectOptionAsync(new SelectOptionValue { Label = head.Name });
        await form.GetByLabel("原因").FillAsync("孩子家长会");
        Assert.Empty(await clerk.FaultsAsync());
        await clerk.Page.ClickAsync(".kit-dialog .kit-form button[type=submit]");
        await clerk.Page.WaitForSelectorAsync("td >> text=孩子家长会");

        await director.GoAsync("/attendance/swaps?mine=true");
        await director.LiveAsync();
        var row = director.Page.Locator("tr", new() { HasText = "孩子家长会" });
        await row.GetByRole(AriaRole.Button, new() { Name = "同意", Exact = false }).First.ClickAsync();
        await director.Page.ClickAsync(".kit-dialog .btn-primary");
        await row.GetByRole(AriaRole.Button, new() { Name = "知悉" }).ClickAsync();
        await director.Page.ClickAsync(".kit-dialog .btn-primary");
        await director.Page.WaitForSelectorAsync("text=已知悉");
        Assert.Empty(await director.FaultsAsync());
    }
}
