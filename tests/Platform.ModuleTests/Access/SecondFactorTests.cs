using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.Access;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Access.SecondFactor;
using Platform.Infrastructure.Access.SignIn;
using Platform.Infrastructure.Core;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Access;

/// <summary>One-time passwords: who must have them, that each serves once, clocks that differ, codes for a lost telephone, and the reset.</summary>
public class SecondFactorTests
{
    private static readonly string[] Security = [CorePermissions.ManageAccounts, CorePermissions.GrantAdministrators, CorePermissions.ManageSessions];

    [Theory, DatabaseData]
    public async Task A_county_administrator_enrols_before_anything_else_and_each_code_serves_once(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind, serve: true);
        var account = await platform.Send(new CreateAccount("county", "县级", Roles.CountyAdministrator, Places.CountyId));
        using var client = platform.Client();
        await PasswordTests.SignInAsync(client, "county", account.Password);
        (await client.PutAsJsonAsync("/api/me/password", new { OldPassword = account.Password, NewPassword = People.OwnPassword })).EnsureSuccessStatusCode();
        await PasswordTests.SignInAsync(client, "county", People.OwnPassword);
        Assert.Equal((HttpStatusCode.Forbidden, "SECOND_FACTOR_REQUIRED"), await PasswordTests.CodeAsync(await client.GetAsync("/api/accounts")));
        var secret = await platform.EnrolAsync(client);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/accounts")).StatusCode);

        // The code that enrolled does not sign in, nor does none; that of the next step does, and not again.
        Assert.Equal("SECOND_FACTOR_NEEDED", (await TryAsync(platform, "")).Code);
        Assert.Equal("WRONG_CODE", (await TryAsync(platform, platform.CodeOf(secret))).Code);
        platform.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("", (await TryAsync(platform, platform.CodeOf(secret))).Code);
        Assert.Equal("WRONG_CODE", (await TryAsync(platform, platform.CodeOf(secret))).Code);
    }

    [Theory, DatabaseData]
    public async Task A_lost_telephone_is_replaced_by_a_recovery_code_or_by_the_security_administrator(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind, serve: true);
        var clerk = await platform.Send(new CreateAccount("clerk", "经办人", Roles.OfficeClerk, Places.FirstSite));
        using var client = platform.Client();
        await PasswordTests.SignInAsync(client, "clerk", clerk.Password);
        (await client.PutAsJsonAsync("/api/me/password", new { OldPassword = clerk.Password, NewPassword = People.OwnPassword })).EnsureSuccessStatusCode();
        await PasswordTests.SignInAsync(client, "clerk", People.OwnPassword);
        var offer = await (await client.PostAsJsonAsync("/api/me/second-factor", new { })).Content.ReadFromJsonAsync<JsonElement>();
        var (ticket, secret) = (offer.GetProperty("ticket").GetString(), offer.GetProperty("secret").GetString()!);
        Assert.StartsWith("data:image/png;base64,", offer.GetProperty("picture").GetString(), StringComparison.Ordinal);
        Assert.Equal("WRONG_CODE", (await PasswordTests.CodeAsync(await client.PutAsJsonAsync("/api/me/second-factor", new { ticket, code = "abc" }))).Code);
        var confirmed = await client.PutAsJsonAsync("/api/me/second-factor", new { ticket, code = platform.CodeOf(secret) });
        var codes = (await confirmed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("codes").EnumerateArray().Select(c => c.GetString()!).ToList();
        Assert.Equal(10, codes.Distinct().Count());

        var first = await platform.Send(new SignIn("clerk", People.OwnPassword));
        Assert.False(first.Succeeded);
        Assert.True((await platform.Send(new FinishSignIn(first.Ticket, codes[0].ToUpperInvariant()))).Succeeded);
        Assert.False((await platform.Send(new FinishSignIn(first.Ticket, codes[0]))).Succeeded);
        platform.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal("登录已超时，请重新填写账号和密码。", (await platform.Send(new FinishSignIn(first.Ticket, codes[1]))).Message);

        Assert.Equal("REASON_MISSING", await AccountTests.CodeAsync(() => platform.SendAs(DivisionScope.Nation, Security, new ResetSecondFactor(clerk.Id, ""))));
        await platform.SendAs(DivisionScope.Nation, Security, new ResetSecondFactor(clerk.Id, "手机丢失"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/me")).StatusCode);
        Assert.True((await platform.Send(new SignIn("clerk", People.OwnPassword))).Succeeded);
    }

    [Theory]
    [InlineData(-60, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void Clocks_may_differ_by_one_step(int seconds, bool taken)
    {
        var now = new DateTimeOffset(2026, 11, 23, 9, 0, 10, TimeSpan.FromHours(8));
        var secret = SecondFactorKeys.NewSecret();
        var code = new OtpNet.Totp(OtpNet.Base32Encoding.ToBytes(secret)).ComputeTotp(now.AddSeconds(seconds).UtcDateTime);
        Assert.Equal(taken, SecondFactorKeys.VerifyPlain(secret, code, now, out _));
    }

    [Fact]
    public async Task Wrong_codes_lock_the_account_however_right_the_password_is()
    {
        await using var platform = await TestPlatform.StartAsync(serve: true);
        using var client = await platform.SignInAsync(Roles.CountyAdministrator, Places.CountyId);
        var name = (await platform.Send(new ListAccounts(new Contracts.Messaging.PageRequest(), Role: Roles.CountyAdministrator))).Items.Single().UserName;
        for (var i = 0; i < 5; i++)
        {
            Assert.False((await platform.Send(new SignIn(name, People.OwnPassword, "000000"))).Succeeded);
        }

        Assert.True((await platform.Send(new ListAccounts(new Contracts.Messaging.PageRequest(), State: AccountState.Locked))).Total == 1);
    }

    private static async Task<(HttpStatusCode Status, string Code)> TryAsync(TestPlatform platform, string code)
    {
        using var another = platform.Client();
        var response = await another.PostAsJsonAsync("/api/sign-in", new { userName = "county", password = People.OwnPassword, code });
        return response.StatusCode == HttpStatusCode.NoContent ? (response.StatusCode, "") : await PasswordTests.CodeAsync(response);
    }
}
