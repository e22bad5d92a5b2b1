using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.HostTests.Access;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Modules;
using Platform.Infrastructure.Modules.Switching;
using Platform.TestKit;
using Xunit;

[assembly: AssemblyFixture(typeof(World))]

namespace Platform.HostTests.Access;

/// <summary>The served host of the walk: somebody of every role at a township and at its county, rows in the own and in a foreign township.</summary>
public sealed class World : IAsyncLifetime
{
    private static readonly (int Division, DivisionScope Scope)[] Places =
    [
        (TestKit.Places.FirstSite, TestKit.Places.Site(TestKit.Places.FirstSite)), (TestKit.Places.CountyId, TestKit.Places.County), (0, DivisionScope.Nation),
    ];

    private readonly Lazy<Task> started;
    private TestPlatform? platform;

    public World() => started = new Lazy<Task>(StartAsync);

    internal TestPlatform Platform => platform!;

    internal ModuleCatalog Catalog { get; private set; } = null!;

    internal Doors Doors { get; private set; } = null!;

    internal List<Walker> Walkers { get; } = [];

    internal Walker Nobody { get; private set; } = null!;

    internal List<Row> OwnRows { get; private set; } = [];

    internal List<Row> ForeignRows { get; private set; } = [];

    internal IReadOnlyList<string> Unfilled { get; private set; } = [];

    internal IEnumerable<Walker> Everybody => Walkers.Append(Nobody);

    public ValueTask InitializeAsync() => default;

    /// <summary>Made when the first test of the walk asks; other tests do not pay for it.</summary>
    internal Task ReadyAsync() => started.Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var walker in Walkers)
        {
            walker.Dispose();
        }

        if (platform is not null)
        {
            await platform.DisposeAsync();
        }
    }

    internal async Task<Walker> SignInAsync(string role, int division, DivisionScope scope) =>
        new(this, role, division, scope, PermissionsOf(role), await Platform.SignInAsync(role, division));

    internal HashSet<string> PermissionsOf(string role) => [.. Catalog.Permissions.Where(p => p.Roles.Contains(role)).Select(p => p.Code)];

    /// <summary>Switches a module and all that stand on it.</summary>
    internal async Task SwitchAsync(IModule module, int division, bool on)
    {
        var others = on ? module.Requires.Select(r => Catalog.Find(r)!).Where(m => !m.AlwaysOn) : Catalog.Switchable.Where(m => m.Requires.Contains(module.Id));
        foreach (var other in others)
        {
            await SwitchAsync(other, division, on);
        }

        await Platform.Send(new SwitchModule(module.Id, division, on));
    }

    private async Task StartAsync()
    {
        platform = await TestPlatform.StartAsync(serve: true, settings: "--RateLimits:SignInPerMinute=100000");
        Catalog = platform.App.Services.GetRequiredService<ModuleCatalog>();
        Doors = new Doors(platform.App.Services.GetRequiredService<EndpointDataSource>().Endpoints);
        await platform.Write<CoreDbContext>(async db =>
        {
            foreach (var division in db.Set<Division>().Where(d => d.Id == TestKit.Places.ForeignSite))
            {
                division.Name = division.FullName = RowFactory.Mark + "镇";
            }

            await Task.CompletedTask;
        });
        await platform.Send(new CreateAccount("stranger", RowFactory.Mark + "人", Roles.OfficeClerk, TestKit.Places.ForeignSite));
        foreach (var module in Catalog.Switchable.Where(m => !m.EnabledByDefault))
        {
            await SwitchAsync(module, 0, on: true);
        }

        var factory = new RowFactory(platform);
        OwnRows = await factory.FillAsync(TestKit.Places.FirstSite, marked: false);
        ForeignRows = await factory.FillAsync(TestKit.Places.ForeignSite, marked: true);
        Unfilled = factory.Failures;
        Nobody = new Walker(this, "nobody", -1, DivisionScope.None, [], platform.Client());
        foreach (var role in Roles.Names.Keys)
        {
            await AddAsync(role);
        }
    }

    // Some roles may not be held everywhere; each is held somewhere.
    private async Task AddAsync(string role)
    {
        var before = Walkers.Count;
        RefusalException? last = null;
        foreach (var (division, scope) in Places.Where(p => p.Division != 0 || Roles.Separated.Contains(role)))
        {
            try
            {
                Walkers.Add(await SignInAsync(role, division, scope));
            }
            catch (RefusalException refusal)
            {
                last = refusal;
            }
        }

        if (Walkers.Count == before)
        {
            throw new InvalidOperationException($"Nobody can be {role}.", last);
        }
    }
}
