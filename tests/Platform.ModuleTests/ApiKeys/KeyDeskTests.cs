using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Host.Composition;
using Platform.Infrastructure.Access.ApiKeys;
using Platform.Infrastructure.Core;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.ApiKeys;

/// <summary>Making, listing and ending keys.</summary>
public class KeyDeskTests
{
    private static readonly string[] Manager = [CorePermissions.ManageKeys, CorePermissions.ViewStaff];

    [Theory, DatabaseData]
    public async Task Keys_are_listed_by_state_and_only_in_the_callers_scope(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var owner = await platform.OwnerAsync();
        var key = await platform.KeyAsync(owner);
        var soon = await platform.Send(new CreateApiKey("临时", "试用", owner, Places.FirstSite, [KeyBench.ViewStaff], new DateOnly(2026, 11, 30)));
        await platform.Send(new RevokeApiKey(key.Id, "不再需要"));

        Assert.Equal(["临时", "统计平台取数"], (await List(Places.County)).Select(k => k.Name).Order(StringComparer.Ordinal));
        Assert.Equal("临时", Assert.Single(await List(Places.County, state: ApiKeyState.Expiring)).Name);
        Assert.Equal(("周敏", "样镇1"), (await List(Places.County, state: ApiKeyState.Revoked)).Select(k => (k.Owner, k.Division)).Single());
        Assert.Empty(await List(Places.County, state: ApiKeyState.Active));
        Assert.Single(await List(Places.County, text: "取数"));
        Assert.Empty(await List(Places.Site(Places.SecondSite)));
        await Refused("NOT_FOUND", () => platform.SendAs(Places.Site(Places.SecondSite), Manager, new GetApiKey(key.Id)));
        await Refused("NOT_FOUND", () => platform.SendAs(Places.Site(Places.SecondSite), Manager, new RevokeApiKey(soon.Id, "越权")));
        await Refused("KEY_REVOKED", () => platform.Send(new RotateApiKey(key.Id, 1)));
        await Refused("CHANGED_MEANWHILE", () => platform.Send(new RevokeApiKey(soon.Id, "原因", Guid.Empty)));
        var detail = await platform.Send(new GetApiKey(key.Id));
        Assert.Equal(("不再需要", true), (detail.RevokedReason, Assert.Single(detail.Permissions).Works));
        Assert.Equal(soon.Id, Assert.Single(await platform.SendAs(Places.County, Manager, new ListExpiringKeys())).Id);
        Assert.Empty(await platform.SendAs(Places.County, [], new ListExpiringKeys()));

        async Task<IReadOnlyList<ApiKeyRow>> List(DivisionScope scope, string? text = null, ApiKeyState? state = null) =>
            (await platform.SendAs(scope, Manager, new ListApiKeys(new PageRequest(), text, null, state))).Items;
    }

    [Fact]
    public async Task Only_what_owner_and_creator_hold_and_what_is_not_for_people_alone_is_granted()
    {
        await using var platform = await TestPlatform.StartAsync();
        var owner = await platform.OwnerAsync(Roles.CountyAdministrator, Places.CountyId);
        var offered = await Offer(CorePermissions.ManageKeys, CorePermissions.ViewStaff, CorePermissions.ManageAccounts, CorePermissions.ManageCalendar);
        Assert.Equal([CorePermissions.ViewStaff], offered);
        var all = await Offer(CorePermissions.ManageKeys, CorePermissions.GrantAnyToKeys);
        Assert.Contains(CorePermissions.ManageStaff, all);
        Assert.DoesNotContain(CorePermissions.ManageAccounts, all);
        Assert.DoesNotContain(CorePermissions.ManageKeys, all);
        Assert.DoesNotContain(CorePermissions.ManageCalendar, all);

        foreach (var permission in new[] { CorePermissions.ManageAccounts, CorePermissions.ManageStaff, "no.such" })
        {
            await Refused("PERMISSION_NOT_GRANTABLE", () => platform.SendAs(Places.County, Manager, Create(owner, Places.CountyId, permission)));
        }

        await Refused("OUT_OF_SCOPE", () => platform.SendAs(Places.Site(Places.FirstSite), Manager, Create(owner, Places.CountyId, CorePermissions.ViewStaff)));
        await Refused("UNKNOWN_OWNER", () => platform.SendAs(Places.Site(Places.FirstSite), Manager, Create(owner, Places.FirstSite, CorePermissions.ViewStaff)));
        await Refused("NO_PERMISSION", () => platform.SendAs(Places.County, [CorePermissions.ViewStaff], Create(owner, Places.CountyId, CorePermissions.ViewStaff)));
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => platform.Send(new CreateApiKey("", "", Guid.Empty, Places.CountyId, [], new DateOnly(2028, 1, 1), 0, "某处")));
        Assert.Equal(["Addresses", "ExpiresOn", "Name", "OwnerId", "Permissions", "Purpose", "RatePerMinute"], refusal.Fields.Select(f => f.Field).Order());

        async Task<List<string>> Offer(params string[] held) =>
            [.. (await platform.SendAs(Places.County, held, new GetKeyOffer(owner, Places.CountyId))).SelectMany(g => g.Permissions).Select(p => p.Code)];
    }

    [Fact]
    public async Task No_log_holds_the_secret()
    {
        await using var platform = await TestPlatform.StartAsync();
        var key = await platform.KeyAsync(await platform.OwnerAsync());
        using var logs = new Capture();
        await using var app = PlatformHost.Build(
            [$"--Database:Provider={platform.Database.Provider}", $"--Database:ConnectionString={platform.Database.ConnectionString}", "--urls=http://127.0.0.1:0"],
            builder =>
            {
                builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(_ => LoggerFactory.Create(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(logs))));
                builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(platform.Clock));
            },
            serveJobs: false);
        await app.StartAsync();
        foreach (var text in new[] { key.Key, key.Key[..^1] + "z" })
        {
            using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
            client.DefaultRequestHeaders.Authorization = new("Bearer", text);
            await client.GetAsync("/api/staff");
        }

        await app.StopAsync();
        Assert.Contains("/api/staff", logs.Text);
        Assert.DoesNotContain(key.Key[^52..^1], logs.Text);
    }

    private static CreateApiKey Create(Guid owner, int division, string permission) => new("名称", "用途", owner, division, [permission], new DateOnly(2026, 12, 31));

    private static async Task Refused(string code, Func<Task> send) => Assert.Equal(code, (await Assert.ThrowsAsync<RefusalException>(send)).Code);

    private sealed class Capture : ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> lines = new();

        public string Text => string.Join('\n', lines);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
