using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Contracts.Runs;
using Platform.StaffAttendance.Demo;
using Platform.TestKit;
using Platform.TestKit.Databases;

namespace Platform.Benchmarks;

/// <summary>Closes a month for N townships with five people, villages and a month of clock-ins each. The close runs in a process of its own.</summary>
internal static class CloseMonthBenchmark
{
    public const string Child = "close-month-child";
    private const int GeneratedAtOnce = 250;
    private static readonly YearMonth Month = new(2026, 10);

    public static async Task RunAsync(int count, DatabaseKind kind)
    {
        await using var platform = await Country.LoadAsync(kind);
        var sites = await Country.SitesAsync(platform, count);
        var watch = Stopwatch.StartNew();
        await Country.AddVillagesAsync(platform, sites);
        var rows = 0L;
        foreach (var chunk in sites.Chunk(GeneratedAtOnce))
        {
            rows += await platform.Send(new GenerateLoad(chunk, Month));
        }

        Console.WriteLine($"generated {rows:N0} clock-ins for {sites.Count:N0} sites in {watch.Elapsed.TotalSeconds:0.0} s");
        await Country.AnalyseAsync(platform);
        using var child = Process.Start(
            Environment.ProcessPath!,
            [Child, $"{platform.Database.Provider}", platform.Database.ConnectionString, .. new[] { sites[0], sites[^1], sites.Count }.Select(i => i.ToString(CultureInfo.InvariantCulture))]);
        await child.WaitForExitAsync();
        await HandWritten.RunAsync(platform);
    }

    public static async Task RunChildAsync(string[] args)
    {
        var (lo, hi, count) = (Number(args[3]), Number(args[4]), Number(args[5]));
        await using var platform = TestPlatform.Over(args[1], args[2]);
        var worker = platform.App.Services.GetRequiredService<IRunWorker>();
        using var statements = new Statements();
        var before = Process.GetCurrentProcess().PeakWorkingSet64;
        var (watch, processor) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        var run = await worker.StartCloseAsync(Month, new DivisionScope(0, lo, hi), revise: false, CancellationToken.None);
        await worker.ProcessAsync(run, CancellationToken.None);
        watch.Stop();
        var process = Process.GetCurrentProcess();
        var end = await worker.GetProgressAsync(run, CancellationToken.None);
        Console.WriteLine(
            $"close-month {args[1]} {count:N0} sites: {watch.Elapsed.TotalSeconds:0.0} s wall, {(process.TotalProcessorTime - processor).TotalSeconds:0.0} s CPU, "
            + $"peak {process.PeakWorkingSet64 >> 20} MB (at start {before >> 20} MB), state {end?.State}, {end?.DoneSites} sites done, {end?.Failures} failures");
        Console.WriteLine(
            $"statements per 500 sites: {statements.ByEf * 500.0 / count:0.0} through EF"
            + (statements.ByDriver > 0 ? $", {statements.ByDriver * 500.0 / count:0.0} in all" : ""));
        foreach (var (sql, took, times) in statements.Slowest(8))
        {
            Console.WriteLine($"{took.TotalSeconds:0.00} s in {times} times: {sql[..Math.Min(sql.Length, 160)]}");
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
