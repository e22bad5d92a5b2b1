using System.Diagnostics;
using Autofac;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Divisions;
using Platform.Infrastructure;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Demo;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Modules;
using Platform.TestKit;
using Platform.TestKit.Databases;

namespace Platform.Benchmarks;

/// <summary>A database with the real townships of the country, and villages made up where there are none.</summary>
internal static class Country
{
    private const int VillagesPerSite = 3;

    public static async Task<TestPlatform> LoadAsync(DatabaseKind kind)
    {
        var watch = Stopwatch.StartNew();
        var platform = await TestPlatform.StartEmptyAsync(kind);
        await platform.App.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(null, CancellationToken.None);
        await platform.Send(new LoadReferenceData());
        await platform.App.Services.GetRequiredService<ModuleStates>().EnsureAsync(CancellationToken.None);
        Console.WriteLine($"country loaded in {watch.Elapsed.TotalSeconds:0.0} s");
        return platform;
    }

    /// <summary>The first <paramref name="count"/> townships in code order.</summary>
    public static Task<List<int>> SitesAsync(TestPlatform platform, int count) => platform.Read((CoreDbContext db) =>
        db.Set<Division>().Where(d => d.Levels.HasFlag(DivisionLevels.Township)).OrderBy(d => d.Id).Select(d => d.Id).Take(count).ToListAsync());

    public static async Task AddVillagesAsync(TestPlatform platform, IReadOnlyList<int> sites)
    {
        var (lo, hi) = (sites[0], sites[^1]);
        var served = (await platform.Read((CoreDbContext db) =>
            db.Set<Village>().Where(v => v.SiteId >= lo && v.SiteId <= hi).Select(v => v.SiteId).Distinct().ToListAsync())).ToHashSet();
        await platform.Write<CoreDbContext>(async db => await Bulk.InsertAsync(
            db,
            from site in sites
            where !served.Contains(site)
            from number in Enumerable.Range(1, VillagesPerSite)
            select new Village { Id = Keys.New(), SiteId = site, Code = $"{site:000000000}{200 + number}", Name = $"样村{number}" },
            CancellationToken.None));
    }

    /// <summary>What PostgreSQL's autovacuum does within a minute of a large load, and the platform's job within an hour on SQLite: without statistics they join row by row.</summary>
    public static async Task AnalyseAsync(TestPlatform platform)
    {
        await platform.Read(async (CoreDbContext db) => db.Database.IsNpgsql() ? await db.Database.ExecuteSqlRawAsync("ANALYZE") : 0);
        await platform.App.Services.GetRequiredService<PlannerStatistics>().RefreshAsync(CancellationToken.None);
    }
}
