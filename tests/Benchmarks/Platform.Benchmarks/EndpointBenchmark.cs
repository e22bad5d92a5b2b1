using System.Data.Common;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Contracts.Runs;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Staff;
using Platform.StaffAttendance.Demo;
using Platform.TestKit;
using Platform.TestKit.Databases;

namespace Platform.Benchmarks;

/// <summary>
/// Lists, the calendar and a person's own month under 50 clients at once, against an endpoint without anything of the platform that runs the statements of the same request, all of
/// them, and answers their rows as JSON. Clients and both servers share this process.
/// </summary>
internal static class EndpointBenchmark
{
    private const int Clients = 50;
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(8);
    private static readonly YearMonth Month = new(2026, 10);

    /// <param name="part">Only addresses that contain it.</param>
    public static async Task RunAsync(int count, DatabaseKind kind, string part = "")
    {
        await using var platform = await PrepareAsync(count, kind);
        var site = (await Country.SitesAsync(platform, count))[count / 2];
        var person = await platform.Read((CoreDbContext db) => db.Set<StaffMember>().Where(s => s.SiteId == site).OrderBy(s => s.Number).Select(s => s.Id).FirstAsync());
        using var reader = await platform.SignInAsync(Roles.OfficeDirector, site, person);
        string[] paths =
        [
            $"/api/oversight/duties/calendar?siteId={site}&month=2026-10",
            $"/api/oversight/duties/calendar?siteId={site}&month=2026-11",
            $"/api/oversight/my-tasks?siteId={site}",
            "/api/oversight/meetings?pageSize=20",
            "/api/oversight/findings?pageSize=20",
            "/api/staff?pageSize=20",
            "/api/staff-attendance/clock-ins?pageSize=20",
            $"/api/staff-attendance/sites/{site}/months/2026-10/own",
        ];
        foreach (var path in paths.Where(p => p.Contains(part, StringComparison.Ordinal)))
        {
            var statements = await WatchAsync(() => reader.GetAsync(path));
            await TellSlowestAsync(platform, statements);
            await using var bare = await BareAsync(platform, statements);
            using var client = new HttpClient { BaseAddress = new Uri(bare.Urls.First()) };
            var lower = await LoadAsync(client, "/");
            var full = await LoadAsync(reader, path);
            Console.WriteLine(
                $"{path}: {statements.Count} statements; platform {full.PerSecond:0} a second, median {full.Median:0.0} ms, 95 % {full.Late:0.0} ms; bare {lower.PerSecond:0}, {lower.Median:0.0}, {lower.Late:0.0}; "
                + $"{lower.PerSecond / full.PerSecond:0.0} times");
        }
    }

    /// <summary>A served platform with so many sites and a closed month.</summary>
    public static async Task<TestPlatform> PrepareAsync(int count, DatabaseKind kind)
    {
        var platform = await Country.LoadAsync(kind);
        var sites = await Country.SitesAsync(platform, count);
        await Country.AddVillagesAsync(platform, sites);
        await platform.Send(new GenerateLoad(sites, Month));
        await Country.AnalyseAsync(platform);
        var worker = platform.App.Services.GetRequiredService<IRunWorker>();
        await worker.ProcessAsync(await worker.StartCloseAsync(Month, new DivisionScope(0, sites[0], sites[^1]), revise: false, CancellationToken.None), CancellationToken.None);
        await platform.ServeAsync();
        return platform;
    }

    private static async Task TellSlowestAsync(TestPlatform platform, IReadOnlyList<Statement> statements)
    {
        await using var connection = await platform.App.Services.GetRequiredService<ConnectionFactory>().OpenAsync(CancellationToken.None);
        var slowest = (Sql: "", Milliseconds: -1.0);
        foreach (var statement in statements)
        {
            await statement.ReadAsync(connection);
            var start = Stopwatch.GetTimestamp();
            await statement.ReadAsync(connection);
            if (Stopwatch.GetElapsedTime(start).TotalMilliseconds is var took && took > slowest.Milliseconds)
            {
                slowest = (statement.Sql, took);
            }
        }

        if (slowest.Milliseconds > 2)
        {
            Console.WriteLine($"slowest statement, {slowest.Milliseconds:0.0} ms: {slowest.Sql.ReplaceLineEndings(" ")}");
        }
    }

    private static async Task<(double PerSecond, double Median, double Late)> LoadAsync(HttpClient client, string path)
    {
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => OnceAsync(client, path)));
        var watch = Stopwatch.StartNew();
        var times = (await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            var mine = new List<double>();
            while (watch.Elapsed < Lasting)
            {
                mine.Add(await OnceAsync(client, path));
            }

            return mine;
        }))).SelectMany(t => t).Order().ToList();
        return (times.Count / watch.Elapsed.TotalSeconds, times[times.Count / 2], times[times.Count * 95 / 100]);
    }

    private static async Task<double> OnceAsync(HttpClient client, string path)
    {
        var start = Stopwatch.GetTimestamp();
        using var answer = await client.GetAsync(path);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task<WebApplication> BareAsync(TestPlatform platform, IReadOnlyList<Statement> statements)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var connections = platform.App.Services.GetRequiredService<ConnectionFactory>();
        app.MapGet("/", async (HttpContext context) =>
        {
            await using var connection = await connections.OpenAsync(context.RequestAborted);
            var all = new List<List<object?[]>>(statements.Count);
            foreach (var statement in statements)
            {
                all.Add(await statement.ReadAsync(connection));
            }

            await context.Response.WriteAsJsonAsync(all);
        });
        await app.StartAsync();
        return app;
    }

    private static async Task<IReadOnlyList<Statement>> WatchAsync(Func<Task<HttpResponseMessage>> request)
    {
        using var watcher = new Watcher();
        (await request()).EnsureSuccessStatusCode();
        return [.. watcher.Statements.Where(s => s.Sql.TrimStart().StartsWith("SELECT", StringComparison.OrdinalIgnoreCase))];
    }

    private sealed record Statement(string Sql, IReadOnlyList<(string Name, object? Value)> Parameters)
    {
        public async Task<List<object?[]>> ReadAsync(DbConnection connection)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Sql;
            foreach (var (name, value) in Parameters)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }

            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<object?[]>();
            while (await reader.ReadAsync())
            {
                var row = new object?[reader.FieldCount];
                reader.GetValues(row!);
                rows.Add([.. row.Select(v => v is DBNull ? null : v)]);
            }

            return rows;
        }
    }

    private sealed class Watcher : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly List<IDisposable> subscriptions = [];

        public Watcher() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

        public List<Statement> Statements { get; } = [];

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
            {
                subscriptions.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is CommandExecutedEventData { Command: var command })
            {
                lock (Statements)
                {
                    Statements.Add(new(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))]));
                }
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose() => subscriptions.ForEach(s => s.Dispose());
    }
}
