using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Access;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Access.ApiKeys;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Trail;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.ApiKeys;

/// <summary>A key at work, over HTTP.</summary>
public class KeyUseTests
{
    [Theory, DatabaseData]
    public async Task A_key_does_what_it_was_given_in_its_place_and_nothing_else(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind, serve: true);
        await platform.Send(new SaveStaff(Places.FirstSite, [new("1", "林晓梅", "统计员", "")]));
        await platform.Send(new SaveStaff(Places.SecondSite, [new("1", "王五", "主任", "")]));
        var key = await platform.KeyAsync(await platform.OwnerAsync());
        using var program = platform.Program(key.Key);

        var staff = await program.GetStringAsync("/api/staff");
        Assert.Contains("林晓梅", staff);
        Assert.DoesNotContain("王五", staff);
        Assert.Equal("NO_PERMISSION", await (await program.GetAsync("/api/accounts")).CodeAsync(HttpStatusCode.Forbidden));
        Assert.Equal("NO_PERMISSION", await (await program.GetAsync("/api/api-keys")).CodeAsync(HttpStatusCode.Forbidden));
        Assert.Equal("NOT_FOR_KEYS", await (await program.PutAsJsonAsync("/api/me/scope", new { divisionId = Places.FirstSite })).CodeAsync(HttpStatusCode.Forbidden));
        Assert.Contains(KeyBench.ViewStaff, await program.GetStringAsync("/api/api-keys/self"));

        using var other = platform.Client();
        other.DefaultRequestHeaders.Add("X-Api-Key", key.Key);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/api/staff")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync("/staff")).StatusCode);
    }

    [Fact]
    public async Task A_key_ends_with_revocation_expiry_and_its_owner()
    {
        await using var platform = await TestPlatform.StartAsync(serve: true);
        var owner = await platform.OwnerAsync();
        var (revoked, expiring) = (await platform.KeyAsync(owner), await platform.KeyAsync(owner));
        using var first = platform.Program(revoked.Key);
        using var second = platform.Program(expiring.Key);
        Assert.Equal(HttpStatusCode.OK, (await first.GetAsync("/api/staff")).StatusCode);
        await platform.Send(new RevokeApiKey(revoked.Id, "程序停用"));
        Assert.Equal("KEY_REVOKED", await (await first.GetAsync("/api/staff")).CodeAsync(HttpStatusCode.Unauthorized));

        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/api/staff")).StatusCode);
        await platform.Send(new SetAccountActive(owner, false));
        Assert.Equal("KEY_OWNER", await (await second.GetAsync("/api/staff")).CodeAsync(HttpStatusCode.Unauthorized));
        await platform.Send(new SetAccountActive(owner, true));
        platform.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 31, 23, 59, 0, TimeSpan.FromHours(8)));
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/api/staff")).StatusCode);
        platform.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("KEY_EXPIRED", await (await second.GetAsync("/api/staff")).CodeAsync(HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task An_unknown_key_and_a_wrong_secret_look_the_same()
    {
        await using var platform = await TestPlatform.StartAsync(serve: true);
        var key = await platform.KeyAsync(await platform.OwnerAsync());
        var answers = new List<string>();
        foreach (var text in new[] { KeyText.New(key.Prefix), KeyText.New(KeyText.NewPrefix()), "nonsense" })
        {
            using var program = platform.Program(text);
            var response = await program.GetAsync("/api/staff");
            Assert.Equal("KEY_UNKNOWN", await response.CodeAsync(HttpStatusCode.Unauthorized));
            Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
            answers.Add((await response.Content.ReadFromJsonAsync<Dictionary<string, object>>())!["detail"].ToString()!);
        }

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task After_rotation_the_old_secret_works_for_the_chosen_days()
    {
        await using var platform = await TestPlatform.StartAsync(serve: true);
        var owner = await platform.OwnerAsync();
        var key = await platform.KeyAsync(owner);
        var renewed = await platform.Send(new RotateApiKey(key.Id, 1));
        Assert.Equal(key.Prefix, renewed.Prefix);
        using var old = platform.Program(key.Key);
        using var now = platform.Program(renewed.Key);
        Assert.Equal(HttpStatusCode.OK, (await old.GetAsync("/api/staff")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await now.GetAsync("/api/staff")).StatusCode);
        platform.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal("KEY_UNKNOWN", await (await old.GetAsync("/api/staff")).CodeAsync(HttpStatusCode.Unauthorized));
        Assert.Equal(HttpStatusCode.OK, (await now.GetAsync("/api/staff")).StatusCode);
    }

    [Fact]
    public async Task Above_its_rate_a_key_waits_and_another_does_not()
    {
        await using var platform = await TestPlatform.StartAsync(serve: true);
        var owner = await platform.OwnerAsync();
        var (slow, other) = (await platform.KeyAsync(owner, rate: 3), await platform.KeyAsync(owner));
        using var program = platform.Program(slow.Key);
        using var neighbour = platform.Program(other.Key);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/staff")).StatusCode);
        }

        var response = await program.GetAsync("/api/staff");
        Assert.Equal("RATE_LIMITED", await response.CodeAsync(HttpStatusCode.TooManyRequests));
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(HttpStatusCode.OK, (await neighbour.GetAsync("/api/staff")).StatusCode);
    }

    [Fact]
    public async Task Attempts_to_sign_in_are_limited_by_address()
    {
        await using var platform = await TestPlatform.StartAsync(serve: true);
        using var client = platform.Client();
        HttpResponseMessage response;
        var tries = 0;
        do
        {
            response = await client.PostAsJsonAsync("/api/sign-in", new { userName = "nobody", password = "" });
        }
        while (response.StatusCode != HttpStatusCode.TooManyRequests && ++tries < 100);
        Assert.Equal(60, tries);
        Assert.Equal("RATE_LIMITED", await response.CodeAsync(HttpStatusCode.TooManyRequests));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/sign-in")).StatusCode);
    }

    [Fact]
    public async Task A_key_stays_at_the_addresses_it_was_given()
    {
        await using var platform = await TestPlatform.StartAsync(serve: true);
        var owner = await platform.OwnerAsync();
        using var far = platform.Program((await platform.KeyAsync(owner, addresses: "10.9.0.0/16")).Key);
        using var near = platform.Program((await platform.KeyAsync(owner, addresses: "127.0.0.1 10.9.0.0/16")).Key);
        Assert.Equal("KEY_ADDRESS", await (await far.GetAsync("/api/staff")).CodeAsync(HttpStatusCode.Forbidden));
        Assert.Equal(HttpStatusCode.OK, (await near.GetAsync("/api/staff")).StatusCode);
    }

    [Theory, DatabaseData]
    public async Task Uses_are_counted_by_day_and_refusals_stand_in_the_trail_once_a_minute(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind, serve: true);
        var key = await platform.KeyAsync(await platform.OwnerAsync());
        using var program = platform.Program(key.Key);
        var meter = platform.App.Services.GetRequiredService<KeyMeter>();
        foreach (var many in new[] { 2, 3 })
        {
            for (var i = 0; i < many; i++)
            {
                await program.GetAsync("/api/staff");
            }

            await meter.FlushAsync(CancellationToken.None);
        }

        var use = Assert.Single((await platform.Send(new GetApiKey(key.Id))).Uses);
        Assert.Equal((new DateOnly(2026, 11, 23), 5, "127.0.0.1"), (use.Day, use.Count, use.LastAddress.Replace("::ffff:", "", StringComparison.Ordinal)));

        using var stranger = platform.Program(KeyText.New(key.Prefix));
        await stranger.GetAsync("/api/staff");
        await stranger.GetAsync("/api/staff");
        Assert.Equal(1, await Refused());
        platform.Clock.Advance(TimeSpan.FromMinutes(1));
        await stranger.GetAsync("/api/staff");
        Assert.Equal(2, await Refused());

        Task<int> Refused() => platform.Read((CoreDbContext db) =>
            db.Set<TrailEntry>().CountAsync(e => e.Action == nameof(NoteRefusedKey) && e.Detail.Contains("KEY_UNKNOWN") && e.RemoteAddress.Contains("127.0.0.1")));
    }

    [Fact]
    public async Task The_trail_names_the_key_and_its_owner()
    {
        await using var platform = await TestPlatform.StartAsync(serve: true);
        var owner = await platform.OwnerAsync();
        var key = await platform.Send(new CreateApiKey("人事系统", "同步名册", owner, Places.FirstSite, [CorePermissions.ManageStaff], new DateOnly(2026, 12, 1)));
        using var program = platform.Program(key.Key);
        var response = await program.PostAsJsonAsync("/api/staff", new { siteId = Places.FirstSite, number = "7", name = "赵敏", post = "统计员" });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        var entry = await platform.Read((CoreDbContext db) => db.Set<TrailEntry>().SingleAsync(e => e.Channel == ActorChannel.Api));
        Assert.Equal(("接口密钥“人事系统”（周敏）", owner), (entry.ActorName, entry.AccountId));
    }

    [Fact]
    public async Task The_secret_is_nowhere_in_the_database_file()
    {
        await using var platform = await TestPlatform.StartAsync(serve: true);
        var key = await platform.KeyAsync(await platform.OwnerAsync());
        using var program = platform.Program(key.Key);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/staff")).StatusCode);
        await platform.Send(new RotateApiKey(key.Id, 3));
        var file = new SqliteConnectionStringBuilder(platform.Database.ConnectionString).DataSource;
        var (secret, prefix, found) = (Encoding.UTF8.GetBytes(key.Key[^52..]), Encoding.UTF8.GetBytes(key.Prefix), false);
        foreach (var path in Directory.GetFiles(Path.GetDirectoryName(file)!))
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var content = new byte[stream.Length];
            await stream.ReadExactlyAsync(content);
            found |= content.AsSpan().IndexOf(prefix) >= 0;
            Assert.Equal(-1, content.AsSpan().IndexOf(secret));
        }

        Assert.True(found, "the search must be able to find what is there");
    }

    [Fact]
    public async Task The_description_of_the_api_says_how_a_key_is_sent()
    {
        await using var platform = await TestPlatform.StartAsync(serve: true);
        using var county = await platform.SignInAsync(Roles.CountyAdministrator, Places.CountyId);
        using var document = System.Text.Json.JsonDocument.Parse(await county.GetStringAsync("/api-docs/v1.json"));
        var scheme = document.RootElement.GetProperty("components").GetProperty("securitySchemes").GetProperty("ApiKey");
        Assert.Equal(("http", "bearer"), (scheme.GetProperty("type").GetString(), scheme.GetProperty("scheme").GetString()));
        Assert.Contains("X-Api-Key", scheme.GetProperty("description").GetString());
        Assert.True(document.RootElement.TryGetProperty("security", out _));
    }
}
