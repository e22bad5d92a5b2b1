using System.Diagnostics;
using Platform.TestKit.Crash;
using Platform.TestKit.Databases;

namespace Platform.Benchmarks;

/// <summary>Kills an import of 3,000 townships N times at random points; every time nothing is half done and the second run ends as an undisturbed one.</summary>
internal static class CrashImportBenchmark
{
    private const int Townships = 3000;

    public static async Task RunAsync(int times, DatabaseKind kind)
    {
        var seed = Environment.TickCount;
        await using var crash = await CrashImport.PrepareAsync(kind, Townships, seed);
        Console.WriteLine($"seed {seed}; undisturbed import of {Townships:N0} townships: {crash.Length.TotalSeconds:0.0} s");
        var watch = Stopwatch.StartNew();
        var rounds = new List<CrashRound>();
        for (var i = 1; i <= times; i++)
        {
            rounds.Add(await crash.RoundAsync());
            if (i % 10 == 0)
            {
                Console.WriteLine($"{i} rounds in {watch.Elapsed.TotalSeconds:0} s");
            }
        }

        foreach (var group in rounds.GroupBy(r => r.LastLine.Split(' ')[0]).OrderByDescending(g => g.Count()))
        {
            Console.WriteLine($"  killed {group.Count(),3} times after: {(group.Key.Length > 0 ? group.Key : "(nothing said yet)")}");
        }

        Console.WriteLine(
            $"crash-import {kind}: {times} kills, {rounds.Count(r => !r.Done)} before the commit and {rounds.Count(r => r.Done)} after it, 0 half done, 0 twice; {watch.Elapsed.TotalSeconds / times:0.0} s per round");
    }
}
