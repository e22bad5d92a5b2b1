using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Host.Composition;
using Platform.Infrastructure.Access.SignIn;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Trail;
using Platform.TestKit;
using Xunit;

namespace Platform.HostTests.Web;

/// <summary>From where a caller comes: the proxy is believed when it was named, and only then.</summary>
public class ProxyTests
{
    [Theory]
    [InlineData("127.0.0.0/8;::1;::ffff:127.0.0.1", "203.0.113.9")]
    [InlineData("10.9.9.9", "127.0.0.1")]
    [InlineData("", "127.0.0.1")]
    public async Task The_trail_holds_the_callers_own_address_behind_a_known_proxy(string known, string expected)
    {
        await using var platform = await TestPlatform.StartAsync();
        await using var app = PlatformHost.Build(
            [
                $"--Database:Provider={platform.Database.Provider}", $"--Database:ConnectionString={platform.Database.ConnectionString}",
                "--urls=http://127.0.0.1:0", $"--Proxy:Known={known}", "--Observation:Level=Fatal",
                $"--Protection:Keys:1={TestPlatform.ProtectionKey}",
            ],
            serveJobs: false);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        await client.PostAsJsonAsync("/api/sign-in", new { userName = "nobody", password = "wrong-password" });
        await app.StopAsync();
        var address = await platform.Read((CoreDbContext db) => db.Set<TrailEntry>().Where(e => e.Action == nameof(SignIn)).Select(e => e.RemoteAddress).SingleAsync());
        Assert.Equal(expected, address.Replace("::ffff:", "", StringComparison.Ordinal));
    }
}
