using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.Access;
using Platform.Infrastructure.Access.Accounts;
using Platform.TestKit;
using Xunit;

namespace Platform.ModuleTests.Access;

/// <summary>Signing in through an identity service: a real OpenID provider on another port vouches for a name.</summary>
public class ExternalSignInTests
{
    [Fact]
    public async Task Whom_the_service_vouches_for_enters_as_the_account_of_that_name()
    {
        await using var service = await IdentityService.StartAsync();
        await using var platform = await StartAsync(service);
        await platform.Send(new CreateAccount("clerk", "经办人", Roles.OfficeClerk, Places.FirstSite));
        var browser = new Browser(platform);
        Assert.Contains("用县统一身份认证登录", await browser.TextAsync("/sign-in"), StringComparison.Ordinal);

        service.Person = "clerk";
        Assert.Equal("/staff", await browser.ThroughAsync("/staff"));
        Assert.Equal("经办人", (await browser.MeAsync()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Names_without_an_account_and_disabled_ones_stay_outside_and_are_told_what_to_do()
    {
        await using var service = await IdentityService.StartAsync();
        await using var platform = await StartAsync(service);
        var account = await platform.Send(new CreateAccount("clerk", "经办人", Roles.OfficeClerk, Places.FirstSite));
        foreach (var name in new[] { "nobody", "" })
        {
            service.Person = name;
            var browser = new Browser(platform);
            Assert.Equal("/sign-in?reason=external-unknown", await browser.ThroughAsync("/"));
            Assert.Contains("没有对应的账号", await browser.TextAsync("/sign-in?reason=external-unknown"), StringComparison.Ordinal);
        }

        await platform.Send(new SetAccountActive(account.Id, false));
        service.Person = "clerk";
        Assert.Equal("/sign-in?reason=external-unknown", await new Browser(platform).ThroughAsync("/"));
    }

    [Fact]
    public async Task A_forged_answer_and_a_service_that_is_down_end_on_the_sign_in_page()
    {
        await using var service = await IdentityService.StartAsync();
        await using var platform = await StartAsync(service);
        await platform.Send(new CreateAccount("clerk", "经办人", Roles.OfficeClerk, Places.FirstSite));
        (service.Person, service.Forged) = ("clerk", true);
        Assert.Equal("/sign-in?reason=external-failed", await new Browser(platform).ThroughAsync("/"));

        await using var lonely = await TestPlatform.StartAsync(serve: true, settings: ["--OpenIdConnect:Authority=http://127.0.0.1:9", "--OpenIdConnect:ClientId=platform", "--OpenIdConnect:RequireHttps=false"]);
        Assert.Equal("/sign-in?reason=external-failed", await new Browser(lonely).ThroughAsync("/"));
    }

    [Fact]
    public async Task The_one_time_password_of_an_account_is_asked_for_all_the_same()
    {
        await using var service = await IdentityService.StartAsync();
        await using var platform = await StartAsync(service);
        using var client = await platform.SignInAsync(Roles.CountyAdministrator, Places.CountyId);
        service.Person = (await platform.Send(new ListAccounts(new Platform.Contracts.Messaging.PageRequest(), Role: Roles.CountyAdministrator))).Items.Single().UserName;
        var browser = new Browser(platform);
        Assert.Equal("/sign-in?reason=external-code", await browser.ThroughAsync("/"));
        Assert.Contains("动态口令", await browser.TextAsync("/sign-in?reason=external-code"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusAsync("/api/me"));
    }

    private static Task<TestPlatform> StartAsync(IdentityService service) => TestPlatform.StartAsync(serve: true, settings:
    [
        $"--OpenIdConnect:Authority={service.Address}", "--OpenIdConnect:ClientId=platform", $"--OpenIdConnect:ClientSecret={IdentityService.Secret}",
        "--OpenIdConnect:RequireHttps=false", "--OpenIdConnect:Name=县统一身份认证",
    ]);

    /// <summary>Keeps cookies by name, whatever the clock of the platform says about their age.</summary>
    private sealed class Browser(TestPlatform platform)
    {
        private static readonly HttpClient Http = new(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false });
        private readonly Dictionary<string, string> cookies = [];
        private readonly Uri home = new(platform.App.Urls.First());

        /// <returns>The address of ours on which the way through the service ends.</returns>
        public async Task<string> ThroughAsync(string returnUrl)
        {
            var at = new Uri(home, $"/account/external?returnUrl={Uri.EscapeDataString(returnUrl)}");
            for (var step = 0; step < 5; step++)
            {
                var response = await GetAsync(at);
                Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
                at = new Uri(at, response.Headers.Location!);
                if (at.Authority == home.Authority && at.AbsolutePath is not "/signin-oidc")
                {
                    return at.PathAndQuery;
                }
            }

            throw new InvalidOperationException("the way through the service does not end");
        }

        public async Task<string> TextAsync(string path) => WebUtility.HtmlDecode(await (await GetAsync(new Uri(home, path))).Content.ReadAsStringAsync());

        public async Task<HttpStatusCode> StatusAsync(string path) => (await GetAsync(new Uri(home, path))).StatusCode;

        public async Task<JsonElement> MeAsync() => await (await GetAsync(new Uri(home, "/api/me"))).Content.ReadFromJsonAsync<JsonElement>();

        private async Task<HttpResponseMessage> GetAsync(Uri address)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (address.Authority == home.Authority && cookies.Count > 0)
            {
                request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
            }

            var response = await Http.SendAsync(request);
            foreach (var set in response.Headers.TryGetValues("Set-Cookie", out var all) ? all : [])
            {
                var (name, value) = (set[..set.IndexOf('=')], set[(set.IndexOf('=') + 1)..].Split(';')[0]);
                cookies[name] = value;
            }

            return response;
        }
    }
}
