using System.Diagnostics;
using Hangfire;
using Hangfire.InMemory;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Contracts.Runs;
using Platform.StaffAttendance.Demo;
using Platform.TestKit;
using Platform.TestKit.Databases;

namespace Platform.Benchmarks;

/// <summary>
/// The plain design the platform does not have: one recurring Hangfire job per site, each closing its own site. Only here, to be compared with one run in
/// chunks. Each job goes through the platform's own steps, so what differs is the number of jobs, transactions and statements.
/// </summary>
public static class PerSiteJobsBenchmark
{
    private static readonly YearMonth Month = new(2026, 10);
    private static IRunWorker worker = null!;
    private static CountdownEvent left = null!;

    internal static async Task RunAsync(int count, DatabaseKind kind)
    {
        await using var platform = await Country.LoadAsync(kind);
        var sites = await Country.SitesAsync(platform, count);
        await Country.AddVillagesAsync(platform, sites);
        foreach (var chunk in sites.Chunk(250))
        {
            await platform.Send(new GenerateLoad(chunk, Month));
        }

        await Country.AnalyseAsync(platform);
        worker = platform.App.Services.GetRequiredService<IRunWorker>();
        left = new CountdownEvent(sites.Count);
        using var storage = new InMemoryStorage();
        var jobs = new RecurringJobManager(storage);
        var (watch, processor) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        foreach (var site in sites)
        {
            jobs.AddOrUpdate($"close-{site}", () => CloseAsync(site), Cron.Monthly);
        }

        var registered = watch.Elapsed;
        using (new BackgroundJobServer(new BackgroundJobServerOptions { WorkerCount = Environment.ProcessorCount }, storage))
        {
            foreach (var site in sites)
            {
                jobs.Trigger($"close-{site}");
            }

            left.Wait();
        }

        Console.WriteLine(
            $"one job per site, {kind}, {count:N0} sites: registered in {registered.TotalSeconds:0.0} s, all in {watch.Elapsed.TotalSeconds:0.0} s wall, "
            + $"{(Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds:0.0} s CPU, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB");
    }

    /// <summary>Called by Hangfire.</summary>
    [AutomaticRetry(Attempts = 0)]
    public static async Task CloseAsync(int site)
    {
        try
        {
            var run = await worker.StartCloseAsync(Month, new DivisionScope(site, site, site), revise: false, CancellationToken.None);
            await worker.ProcessAsync(run, CancellationToken.None);
        }
        finally
        {
            left.Signal();
        }
    }
}
