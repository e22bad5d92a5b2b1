using Autofac;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Platform.Contracts.Access;
using Platform.Host.Composition;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.TestKit.Databases;

namespace Platform.TestKit;

/// <summary>
/// The real platform, put together as the host does it, on a database of its own and with the clock at 2026-11-23 09:00 in China.
/// </summary>
public sealed class TestPlatform : IAsyncDisposable
{
    /// <summary>Version 1 of the keys of protected fields in every test, also of processes that a test starts on its database.</summary>
    public const string ProtectionKey = "dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLW9ubHk=";

    private readonly TestDatabase database;
    private bool served;
    private bool shared;

    private TestPlatform(TestDatabase database, WebApplication app, FakeTimeProvider clock) =>
        (this.database, App, Clock) = (database, app, clock);

    public WebApplication App { get; }

    public FakeTimeProvider Clock { get; }

    public DatabaseKind Kind => database.Kind;

    /// <summary>Configuration of the database, for a second process.</summary>
    public DatabaseOptions Database => database.Options;

    public PlatformSender Sender => App.Services.GetRequiredService<PlatformSender>();

    /// <summary>A platform over a fresh, migrated database that holds the townships of <see cref="Places"/>.</summary>
    /// <param name="settings">More settings, as on the command line: <c>--Section:Name=value</c>.</param>
    /// <param name="keys">Folder of key files that begins with <see cref="ProtectionKey"/> as version 1; null: that key alone, from configuration.</param>
    public static async Task<TestPlatform> StartAsync(DatabaseKind kind = DatabaseKind.Sqlite, bool serve = false, bool jobs = false, string? keys = null, params string[] settings)
    {
        if (kind == DatabaseKind.SqlServer)
        {
            var fresh = Compose(TestDatabase.Create(kind), jobs, keys, settings);
            await Templates.FillAsync(fresh);
            return await fresh.ServedAsync(serve);
        }

        return await Compose((await Templates.GetAsync(kind)).Copy(), jobs, keys, settings).ServedAsync(serve);
    }

    /// <summary>A platform over a database without any table.</summary>
    public static Task<TestPlatform> StartEmptyAsync(DatabaseKind kind = DatabaseKind.Sqlite) =>
        Task.FromResult(Compose(TestDatabase.Create(kind), jobs: false));

    /// <summary>A platform over a database that somebody else made and will drop.</summary>
    public static TestPlatform Over(string provider, string connectionString)
    {
        var platform = Compose(TestDatabase.Of(Enum.Parse<DatabaseKind>(provider), connectionString), jobs: false);
        platform.shared = true;
        return platform;
    }

    /// <summary>A second platform on the same database, as a second process would be. Dispose it before this one.</summary>
    public TestPlatform Beside()
    {
        var second = Compose(database, jobs: false);
        second.shared = true;
        return second;
    }

    /// <summary>As the command line in <paramref name="scope"/>; the nation where none is given.</summary>
    public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, DivisionScope? scope = null) =>
        Sender.SendAs(Actor.System(scope ?? DivisionScope.Nation, ActorChannel.CommandLine), request);

    /// <summary>As somebody with these permissions, through a page.</summary>
    public Task<TResponse> SendAs<TResponse>(DivisionScope scope, string[] permissions, IRequest<TResponse> request) =>
        Sender.SendAs(new Actor(People.Tester, "测试员", Guid.Empty, scope, permissions.ToHashSet(), ActorChannel.Page), request);

    /// <summary>Looks into a module's tables, as the system in <paramref name="scope"/>, without a transaction.</summary>
    public async Task<T> Read<TContext, T>(Func<TContext, Task<T>> read, DivisionScope? scope = null)
        where TContext : ModuleDbContext
    {
        await using var operation = Begin(scope);
        return await read(operation.Resolve<TContext>());
    }

    /// <summary>Writes straight into a module's tables, in one transaction, as the system in <paramref name="scope"/>.</summary>
    public async Task Write<TContext>(Func<TContext, Task> write, DivisionScope? scope = null)
        where TContext : ModuleDbContext
    {
        await using var operation = Begin(scope);
        var transaction = operation.Resolve<OperationDatabase>();
        await transaction.BeginAsync(CancellationToken.None);
        var db = operation.Resolve<TContext>();
        await write(db);
        await db.SaveChangesAsync();
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>An operation scope with an actor, as handlers have it.</summary>
    public ILifetimeScope Begin(DivisionScope? scope = null)
    {
        var lifetime = App.Services.GetRequiredService<OperationScopes>().Begin();
        var operation = lifetime.Resolve<Operation>();
        operation.ActorOrNull = Actor.System(scope ?? DivisionScope.Nation, ActorChannel.CommandLine);
        operation.IsRunning = true;
        return lifetime;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        if (!shared)
        {
            database.Dispose();
        }
    }

    internal static TestPlatform Compose(TestDatabase database, bool jobs, string? keys = null, params string[] settings)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8)));
        var app = PlatformHost.Build(
            [$"--Database:Provider={database.Options.Provider}", $"--Database:ConnectionString={database.Options.ConnectionString}", "--urls=http://127.0.0.1:0", keys is null ? $"--Protection:Keys:1={ProtectionKey}" : $"--Protection:KeyDirectory={keys}", .. settings],
            builder =>
            {
                // The host logs through Serilog only; warnings of tests that provoke them would drown the results.
                builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory, NullLoggerFactory>());
                builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
            },
            jobs);
        return new TestPlatform(database, app, clock);
    }

    internal async Task<TestDatabase> CloseAsync()
    {
        if (served)
        {
            await App.StopAsync();
        }

        await App.DisposeAsync();
        return database;
    }

    /// <summary>Begins to listen.</summary>
    public async Task ServeAsync()
    {
        await App.StartAsync();
        served = true;
    }

    private async Task<TestPlatform> ServedAsync(bool serve)
    {
        if (serve)
        {
            await ServeAsync();
        }

        return this;
    }
}
