using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Platform.Infrastructure.Data;
using Platform.TestKit.Databases;

namespace Platform.TestKit;

/// <summary>One migrated and filled database per kind and process; tests take copies of it.</summary>
internal static class Templates
{
    private static readonly ConcurrentDictionary<DatabaseKind, Lazy<Task<TestDatabase>>> Made = [];

    public static Task<TestDatabase> GetAsync(DatabaseKind kind) =>
        Made.GetOrAdd(kind, k => new Lazy<Task<TestDatabase>>(() => Task.Run(() => MakeAsync(k)))).Value;

    public static async Task FillAsync(TestPlatform platform)
    {
        await platform.App.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(null, CancellationToken.None);
        await Places.AddAsync(platform);
    }

    private static async Task<TestDatabase> MakeAsync(DatabaseKind kind)
    {
        var platform = TestPlatform.Compose(TestDatabase.Create(kind), jobs: false);
        await FillAsync(platform);
        var template = await platform.CloseAsync();
        if (kind == DatabaseKind.Sqlite)
        {
            // PostgreSQL's go with their server.
            AppDomain.CurrentDomain.ProcessExit += (_, _) => template.Dispose();
        }

        return template;
    }
}
