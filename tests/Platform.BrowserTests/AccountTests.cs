using Microsoft.EntityFrameworkCore;
using Platform.BrowserTests.Running;
using Platform.Contracts.Access;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Access.Sessions;
using Platform.Infrastructure.Core;
using Platform.TestKit;

namespace Platform.BrowserTests;

/// <summary>The first sign-in of an administrator in a deployment that is no demo, and a page whose sign-in ends.</summary>
public sealed class AccountTests(Chromium chromium)
{
    [Fact]
    public async Task A_first_sign_in_changes_the_password_enrols_the_telephone_and_then_reaches_the_home_page()
    {
        await using var platform = await TestPlatform.StartAsync(serve: true);
        var made = await platform.Send(new CreateAccount("county", "王丽", Roles.CountyAdministrator, Places.CountyId));
        await using var visit = await Visit.OpenAsync(chromium, platform.App.Urls.First());
        var page = visit.Page;
        await visit.SignInAsync(new SignInName("county", made.Password));
        await page.WaitForURLAsync("**/me/password");
        await visit.LiveAsync();
        Assert.Empty(await visit.FaultsAsync());
        await page.FillAsync("input[autocomplete=current-password]", made.Password);
        await page.Locator("input[autocomplete=new-password]").Nth(0).FillAsync(People.OwnPassword);
        await page.Locator("input[autocomplete=new-password]").Nth(1).FillAsync(People.OwnPassword);
        await page.ClickAsync("main button[type=submit]");
        await page.WaitForURLAsync("**/sign-in?reason=password");
        Assert.Contains("密码已修改", await page.InnerTextAsync("[role=status]"), StringComparison.Ordinal);

        await visit.SignInAsync(new SignInName("county", People.OwnPassword));
        await page.WaitForURLAsync("**/me/second-factor");
        await visit.LiveAsync();
        var secret = (await page.InnerTextAsync("[data-kit-secret]")).Trim();
        Assert.Empty(await visit.FaultsAsync());
        await page.FillAsync("input[autocomplete=one-time-code]", platform.CodeOf(secret));
        await page.ClickAsync("main button[type=submit]");
        await page.WaitForSelectorAsync("text=请保存恢复码");
        Assert.Empty(await visit.FaultsAsync());
        await page.ClickAsync("text=已保存，去首页");
        await page.WaitForSelectorAsync(".kit-shortcuts");

        // From now on the code is asked for after the password.
        platform.Clock.Advance(TimeSpan.FromSeconds(31));
        await using var again = await Visit.OpenAsync(chromium, platform.App.Urls.First(), 390, 844);
        await again.Page.GotoAsync("/sign-in");
        await again.Page.FillAsync("#user-name", "county");
        await again.Page.FillAsync("#password", People.OwnPassword);
        await again.Page.ClickAsync("button[type=submit]");
        await again.Page.WaitForSelectorAsync("#code");
        Assert.Empty(await again.FaultsAsync());
        await again.Page.FillAsync("#code", platform.CodeOf(secret));
        await again.Page.ClickAsync("button[type=submit]");
        await again.Page.WaitForSelectorAsync(".kit-shortcuts");

        // An administrator is signed in at one place: the first page says so and goes to the sign-in.
        await page.WaitForSelectorAsync("[data-kit-page=session-ended]");
        Assert.Contains("在别处登录", await page.InnerTextAsync("[data-kit-page=session-ended]"), StringComparison.Ordinal);
        await page.WaitForURLAsync("**/sign-in?reason=replaced**");
    }

    [Fact]
    public async Task An_idle_page_says_that_the_sign_in_ended_and_goes_to_the_sign_in()
    {
        await using var platform = await TestPlatform.StartAsync(serve: true);
        var made = await platform.Send(new CreateAccount("clerk", "李晓东", Roles.OfficeClerk, Places.FirstSite));
        await platform.Write<CoreDbContext>(async db => (await db.Set<Account>().SingleAsync(a => a.Id == made.Id)).MustChangePassword = false);
        await using var visit = await Visit.OpenAsync(chromium, platform.App.Urls.First());
        await visit.SignInAsync(new SignInName("clerk", made.Password), "/staff");
        await visit.LiveAsync();
        platform.Clock.Advance(TimeSpan.FromMinutes(31));
        await visit.Page.WaitForSelectorAsync("[data-kit-page=session-ended]");
        Assert.Contains("长时间没有操作", await visit.Page.InnerTextAsync("[data-kit-page=session-ended]"), StringComparison.Ordinal);
        await visit.Page.WaitForURLAsync("**/sign-in?reason=idle**");
        Assert.Contains("长时间没有操作", await visit.Page.InnerTextAsync("[role=status]"), StringComparison.Ordinal);
        Assert.Empty(await visit.FaultsAsync());
        Assert.Equal(SessionEnd.Idle, await platform.Read<CoreDbContext, SessionEnd>(db => db.Set<AccountSession>().Where(s => s.AccountId == made.Id).Select(s => s.End).SingleAsync()));
    }
}
