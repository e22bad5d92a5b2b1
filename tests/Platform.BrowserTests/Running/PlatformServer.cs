using Platform.BrowserTests.Running;
using Platform.Contracts.Access;
using Platform.Contracts.Staff;
using Platform.Host.Composition;
using Platform.Host.Demo;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Modules;
using Platform.TestKit.Databases;

[assembly: AssemblyFixture(typeof(PlatformServer))]
[assembly: AssemblyFixture(typeof(Chromium))]

namespace Platform.BrowserTests.Running;

/// <summary>The real host on a free port with a fresh demo database, and sign-ins for its people.</summary>
public sealed class PlatformServer : IAsyncLifetime
{
    private const int County = 341881000;
    internal const int Township = 341881100;

    private readonly TestDatabase database = TestDatabase.Create(DatabaseKind.Sqlite);
    private WebApplication? app;

    public string Address { get; private set; } = "";

    /// <summary>Administrator of the demo county.</summary>
    public SignInName CountyAdministrator { get; private set; } = null!;

    /// <summary>Clerk of one township.</summary>
    public SignInName Clerk { get; private set; } = null!;

    /// <summary>Director of the same township.</summary>
    public SignInName Director { get; private set; } = null!;

    public SignInName SystemAdministrator { get; private set; } = null!;

    public SignInName SecurityAdministrator { get; private set; } = null!;

    public SignInName AuditAdministrator { get; private set; } = null!;

    public IServiceProvider Services => app!.Services;

    public async ValueTask InitializeAsync()
    {
        app = PlatformHost.Build(
            ["--urls=http://127.0.0.1:0", "--RateLimits:SignInPerMinute=1000", $"--Database:Provider={database.Options.Provider}", $"--Database:ConnectionString={database.Options.ConnectionString}"]);
        await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(null, CancellationToken.None);
        await app.Services.GetRequiredService<ModuleStates>().EnsureAsync(CancellationToken.None);
        await app.Services.GetRequiredService<DemoSeeding>().SeedAsync(_ => { }, CancellationToken.None);
        SystemAdministrator = await AddAccountAsync("test.platform", "周敏", Roles.SystemAdministrator, 0);
        SecurityAdministrator = await AddAccountAsync("test.security", "孙洁", Roles.SecurityAdministrator, 0);
        AuditAdministrator = await AddAccountAsync("test.audit", "钱立", Roles.AuditAdministrator, 0);
        CountyAdministrator = await AddAccountAsync("test.county", "王丽", Roles.CountyAdministrator, County);
        Clerk = await AddAccountAsync("test.clerk", "李晓东", Roles.OfficeClerk, Township);
        Director = await AddAccountAsync("test.director", "赵敏芳", Roles.OfficeDirector, Township);
        await app.StartAsync();
        Address = app.Urls.First();
    }

    /// <summary>Sends a request as the system.</summary>
    internal async Task<T> SendAsync<T>(MediatR.IRequest<T> request)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PlatformSender>().SendAs(Actor.System(DivisionScope.Nation, ActorChannel.CommandLine), request);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        database.Dispose();
    }

    /// <summary>An account of somebody on the township's staff list.</summary>
    internal Task<SignInName> AccountOfAsync(string userName, StaffRow person, string role) => AddAccountAsync(userName, person.Name, role, Township, person.Id);

    private async Task<SignInName> AddAccountAsync(string userName, string name, string role, int division, Guid staffId = default)
    {
        var created = await SendAsync(new CreateAccount(userName, name, role, division, staffId));
        return new SignInName(created.UserName, created.Password);
    }
}

public sealed record SignInName(string UserName, string Password);
