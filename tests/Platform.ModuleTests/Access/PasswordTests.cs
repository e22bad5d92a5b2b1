using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.Access;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Access.SignIn;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Access;

/// <summary>First passwords, history, age and lockout, through the API as a program meets them.</summary>
public class PasswordTests
{
    [Theory, DatabaseData]
    public async Task A_first_password_serves_only_to_be_changed(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind, serve: true);
        var account = await platform.Send(new CreateAccount("clerk", "经办人", Roles.OfficeClerk, Places.FirstSite));
        using var client = platform.Client();
        await SignInAsync(client, "clerk", account.Password);
        Assert.Equal("ChangePassword", (await client.GetFromJsonAsync<JsonElement>("/api/me")).GetProperty("hold").GetString());
        Assert.Equal((HttpStatusCode.Forbidden, "PASSWORD_EXPIRED"), await CodeAsync(await client.GetAsync("/api/staff")));
        var home = await client.GetAsync("/");
        Assert.Equal((HttpStatusCode.Redirect, "/me/password"), (home.StatusCode, Path(home)));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/me/password")).StatusCode);

        Assert.Equal((HttpStatusCode.BadRequest, "WRONG_PASSWORD"), await CodeAsync(await ChangeAsync(client, "wrong", People.OwnPassword)));
        Assert.Equal((HttpStatusCode.BadRequest, "WEAK_PASSWORD"), await CodeAsync(await ChangeAsync(client, account.Password, "clerk-7529-qing")));
        Assert.Equal((HttpStatusCode.BadRequest, "PASSWORD_USED_BEFORE"), await CodeAsync(await ChangeAsync(client, account.Password, account.Password)));
        Assert.Equal(HttpStatusCode.NoContent, (await ChangeAsync(client, account.Password, People.OwnPassword)).StatusCode);
        Assert.Equal((HttpStatusCode.Unauthorized, "NOT_SIGNED_IN"), await CodeAsync(await client.GetAsync("/api/me")));
        await SignInAsync(client, "clerk", People.OwnPassword);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/staff")).StatusCode);
    }

    [Theory, DatabaseData]
    public async Task A_password_ends_after_half_a_year_and_the_last_ones_do_not_come_back(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind, serve: true);
        var account = await platform.Send(new CreateAccount("clerk", "经办人", Roles.OfficeClerk, Places.FirstSite));
        using var client = platform.Client();
        var passwords = Enumerable.Range(0, 7).Select(i => $"qingshan-{i}952-lv").Prepend(account.Password).ToList();
        for (var i = 1; i <= 6; i++)
        {
            await SignInAsync(client, "clerk", passwords[i - 1]);
            Assert.Equal(HttpStatusCode.NoContent, (await ChangeAsync(client, passwords[i - 1], passwords[i])).StatusCode);
        }

        await SignInAsync(client, "clerk", passwords[6]);
        Assert.Equal("PASSWORD_USED_BEFORE", (await CodeAsync(await ChangeAsync(client, passwords[6], passwords[1]))).Code);

        platform.Clock.Advance(new DateTimeOffset(2027, 5, 22, 9, 0, 0, TimeSpan.FromHours(8)) - platform.Clock.GetUtcNow());
        await SignInAsync(client, "clerk", passwords[6]);
        Assert.True((await client.GetFromJsonAsync<JsonElement>("/api/me/password")).GetProperty("endsSoon").GetBoolean());
        platform.Clock.Advance(TimeSpan.FromDays(1));
        await SignInAsync(client, "clerk", passwords[6]);
        Assert.Equal("PASSWORD_EXPIRED", (await CodeAsync(await client.GetAsync("/api/staff"))).Code);

        // Six changes back, the first password of the list is out of the history.
        Assert.Equal(HttpStatusCode.NoContent, (await ChangeAsync(client, passwords[6], passwords[7])).StatusCode);
        await SignInAsync(client, "clerk", passwords[7]);
        Assert.Equal(HttpStatusCode.NoContent, (await ChangeAsync(client, passwords[7], passwords[1])).StatusCode);
    }

    [Theory, DatabaseData]
    public async Task Wrong_passwords_lock_for_a_while_and_the_answer_tells_nothing(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var account = await platform.Send(new CreateAccount("clerk", "经办人", Roles.OfficeClerk, Places.FirstSite));
        var unknown = await platform.Send(new SignIn("nobody", "x"));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(unknown.Message, (await platform.Send(new SignIn("clerk", "x"))).Message);
        }

        var locked = await platform.Send(new SignIn("clerk", account.Password));
        Assert.Equal((false, unknown.Message), (locked.Succeeded, locked.Message));
        Assert.NotNull((await platform.Send(new GetAccount(account.Id))).LockedUntil);
        await platform.Send(new UnlockAccount(account.Id));
        Assert.True((await platform.Send(new SignIn("clerk", account.Password))).Succeeded);

        for (var i = 0; i < 5; i++)
        {
            await platform.Send(new SignIn("clerk", "x"));
        }

        platform.Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.False((await platform.Send(new SignIn("clerk", account.Password))).Succeeded);
        platform.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True((await platform.Send(new SignIn("clerk", account.Password))).Succeeded);
    }

    internal static async Task SignInAsync(HttpClient client, string userName, string password)
    {
        var response = await client.PostAsJsonAsync("/api/sign-in", new { userName, password });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    internal static async Task<(HttpStatusCode Status, string Code)> CodeAsync(HttpResponseMessage response) =>
        (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()!);

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient client, string old, string chosen) =>
        client.PutAsJsonAsync("/api/me/password", new { OldPassword = old, NewPassword = chosen });

    private static string Path(HttpResponseMessage response) =>
        response.Headers.Location is { IsAbsoluteUri: true } absolute ? absolute.AbsolutePath : response.Headers.Location!.ToString();
}
