using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using OtpNet;
using Platform.Contracts.Access;
using Platform.Infrastructure.Access.Accounts;

namespace Platform.TestKit;

/// <summary>Sign-ins for tests.</summary>
public static class People
{
    public static Guid Tester { get; } = new("0193517a-0000-7000-8000-000000000001");

    /// <summary>The password that <see cref="SignInAsync"/> leaves behind.</summary>
    public const string OwnPassword = "lvshui-7529-qingshan";

    /// <summary>Makes an account and answers a client that is signed in with it and has done what a first sign-in demands. The platform must be served.</summary>
    /// <param name="staffId">The person on the staff list; empty: nobody.</param>
    public static async Task<HttpClient> SignInAsync(this TestPlatform platform, string role, int divisionId, Guid staffId = default)
    {
        var name = $"{role}-{Interlocked.Increment(ref made)}";
        var account = await platform.Send(new CreateAccount(name, "测试员", role, divisionId, staffId), DivisionScope.Nation);
        var client = platform.Client();
        await PostAsync(client, "/api/sign-in", new { account.UserName, account.Password });
        var changed = await client.PutAsJsonAsync("/api/me/password", new { OldPassword = account.Password, NewPassword = OwnPassword });
        changed.EnsureSuccessStatusCode();
        await PostAsync(client, "/api/sign-in", new { account.UserName, Password = OwnPassword });
        if ((await client.GetFromJsonAsync<JsonElement>("/api/me")).GetProperty("hold").GetString() == nameof(AccountHold.EnrolSecondFactor))
        {
            await platform.EnrolAsync(client);
        }

        return client;
    }

    /// <summary>Enrols a second factor for the signed-in client, as an authenticator would, and answers its secret.</summary>
    public static async Task<string> EnrolAsync(this TestPlatform platform, HttpClient client)
    {
        var offer = await (await PostAsync(client, "/api/me/second-factor", new { })).Content.ReadFromJsonAsync<JsonElement>();
        var secret = offer.GetProperty("secret").GetString()!;
        var confirmed = await client.PutAsJsonAsync("/api/me/second-factor", new { Ticket = offer.GetProperty("ticket").GetString(), Code = platform.CodeOf(secret) });
        confirmed.EnsureSuccessStatusCode();
        return secret;
    }

    /// <summary>The cookie of a signed-in client, for a browser.</summary>
    public static Cookie SignInCookie(this TestPlatform platform, HttpClient client) =>
        Jars.TryGetValue(client, out var jar) ? jar.GetCookies(new Uri(platform.App.Urls.First())).Single(c => c.Name == "platform") : throw new InvalidOperationException("Made elsewhere.");

    /// <summary>What the authenticator shows now.</summary>
    public static string CodeOf(this TestPlatform platform, string secret) => new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(platform.Clock.GetUtcNow().UtcDateTime);

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string address, object body)
    {
        var response = await client.PostAsJsonAsync(address, body);
        return response.EnsureSuccessStatusCode();
    }

    /// <summary>A client of nobody, with a cookie jar, that follows no redirects.</summary>
    public static HttpClient Client(this TestPlatform platform)
    {
        var jar = new CookieContainer();
        var client = new HttpClient(new HttpClientHandler { CookieContainer = jar, UseCookies = true, AllowAutoRedirect = false }) { BaseAddress = new Uri(platform.App.Urls.First()) };
        Jars.Add(client, jar);
        return client;
    }

    private static readonly ConditionalWeakTable<HttpClient, CookieContainer> Jars = [];

    private static int made;
}
