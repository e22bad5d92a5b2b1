using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Access.Sessions;
using Platform.Infrastructure.Access.SignIn;
using Platform.Infrastructure.Core;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Access;

/// <summary>Sign-ins that end: idle, too long, pushed out, forced, disabled; and what the history says about it.</summary>
public class SessionTests
{
    private static readonly string[] Security = [CorePermissions.ManageAccounts, CorePermissions.GrantAdministrators, CorePermissions.ManageSessions];

    [Theory, DatabaseData]
    public async Task A_sign_in_ends_when_nobody_works_in_it_and_after_ten_hours_whatever_is_done(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind, serve: true);
        using var client = await platform.SignInAsync(Roles.OfficeClerk, Places.FirstSite);
        for (var minutes = 0; minutes < 570; minutes += 25)
        {
            platform.Clock.Advance(TimeSpan.FromMinutes(25));
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/me")).StatusCode);
        }

        platform.Clock.Advance(TimeSpan.FromMinutes(25));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/me")).StatusCode);
        await platform.Send(new EndStaleSessions());

        using var other = await platform.SignInAsync(Roles.OfficeClerk, Places.FirstSite);
        platform.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.GetAsync("/api/me")).StatusCode);
        var page = await other.GetAsync("/staff");
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        await platform.Send(new EndStaleSessions());
        var events = (await platform.Send(new ListSignIns(PageRequest.All()))).Items.Select(r => r.What).ToList();
        Assert.Contains("长时间未操作，自动退出", events);
        Assert.Contains("达到最长时间，自动退出", events);
    }

    [Theory, DatabaseData]
    public async Task The_newest_sign_in_pushes_the_oldest_out(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind, serve: true);
        using var first = await platform.SignInAsync(Roles.OfficeClerk, Places.FirstSite);
        var name = (await platform.Send(new ListAccounts(new PageRequest(), Role: Roles.OfficeClerk))).Items.Single().UserName;
        using var second = platform.Client();
        using var third = platform.Client();
        platform.Clock.Advance(TimeSpan.FromSeconds(1));
        await PasswordTests.SignInAsync(second, name, People.OwnPassword);
        Assert.Equal(HttpStatusCode.OK, (await first.GetAsync("/api/me")).StatusCode);
        platform.Clock.Advance(TimeSpan.FromSeconds(1));
        await PasswordTests.SignInAsync(third, name, People.OwnPassword);
        Assert.Equal(HttpStatusCode.Unauthorized, (await first.GetAsync("/api/me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/api/me")).StatusCode);

        var mine = (await third.GetFromJsonAsync<JsonElement>("/api/me/sessions")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(2, mine.Count);
        var elsewhere = mine.Single(s => !s.GetProperty("own").GetBoolean()).GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.NoContent, (await third.PostAsJsonAsync($"/api/me/sessions/{elsewhere}/end", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await second.GetAsync("/api/me")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await third.PostAsJsonAsync("/api/me/sign-out", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await third.GetAsync("/api/me")).StatusCode);
    }

    [Theory, DatabaseData]
    public async Task The_security_administrator_forces_out_and_reads_the_history_of_the_own_scope(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind, serve: true);
        using var clerk = await platform.SignInAsync(Roles.OfficeClerk, Places.FirstSite);
        using var foreign = await platform.SignInAsync(Roles.OfficeClerk, Places.ForeignSite);
        await platform.Send(new SignIn("not.there", "x"));
        var session = Assert.Single((await platform.SendAs(Places.County, Security, new ListSessions(new PageRequest()))).Items);
        Assert.Equal("REASON_MISSING", await AccountTests.CodeAsync(() => platform.SendAs(Places.County, Security, new EndSession(session.Id, " "))));
        await platform.SendAs(Places.County, Security, new EndSession(session.Id, "离岗未退出"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await clerk.GetAsync("/api/me")).StatusCode);
        var other = (await platform.SendAs(DivisionScope.Nation, Security, new ListSessions(new PageRequest()))).Items.Single();
        Assert.Equal("UNKNOWN_ACCOUNT", await AccountTests.CodeAsync(() => platform.SendAs(Places.County, Security, new EndSession(other.Id, "越权"))));

        var county = (await platform.SendAs(Places.County, Security, new ListSignIns(PageRequest.All()))).Items;
        Assert.Equal("被强制退出", county[0].What);
        Assert.DoesNotContain(county, r => r.What == "账号不存在");
        Assert.Contains((await platform.SendAs(DivisionScope.Nation, Security, new ListSignIns(PageRequest.All(), Event: SignInEvent.UnknownAccount))).Items, r => r.UserName == "");

        await platform.Send(new SetAccountActive((await platform.Send(new ListAccounts(new PageRequest(), other.UserName))).Items.Single().Id, false));
        Assert.Equal(HttpStatusCode.Unauthorized, (await foreign.GetAsync("/api/me")).StatusCode);
    }

    [Theory, DatabaseData]
    public async Task Open_pages_are_told_which_sessions_ended(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var clerk = await platform.Send(new CreateAccount("clerk", "经办人", Roles.OfficeClerk, Places.FirstSite));
        Assert.True((await platform.Send(new SignIn("clerk", clerk.Password))).Succeeded);
        var session = (await platform.Send(new ListSessions(new PageRequest()))).Items.Single();
        var before = platform.Clock.GetUtcNow();
        platform.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.True((await platform.Send(new GetEndedSessions(before))).AnyStale);
        await platform.Send(new TouchSession(session.Id));
        await platform.Send(new EndStaleSessions());
        var told = await platform.Send(new GetEndedSessions(before.AddMinutes(1)));
        Assert.Equal((false, SessionEnd.Idle), (told.AnyStale, told.Ended[session.Id]));
    }

    [Theory, DatabaseData]
    public async Task Closing_an_account_does_not_fail_because_its_idle_session_is_ended_at_the_same_moment(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var clerk = await platform.Send(new CreateAccount("clerk", "经办人", Roles.OfficeClerk, Places.FirstSite));
        Assert.True((await platform.Send(new SignIn("clerk", clerk.Password))).Succeeded);

        // The other server ends the session and has not committed yet while the administrator closes the account.
        var closing = Task.CompletedTask;
        await platform.Write<CoreDbContext>(async db =>
        {
            await db.Set<AccountSession>().ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, platform.Clock.GetUtcNow()).SetProperty(x => x.End, SessionEnd.Idle));
            closing = Task.Run(() => platform.Send(new SetAccountActive(clerk.Id, false)));
            await LockWaits.ForAsync(db, kind, waiting: 1);
        });
        await closing;

        var session = await platform.Read<CoreDbContext, AccountSession>(db => db.Set<AccountSession>().SingleAsync());
        Assert.Equal(SessionEnd.Idle, session.End);
        Assert.False((await platform.Send(new GetAccount(clerk.Id))).Active);
    }
}
