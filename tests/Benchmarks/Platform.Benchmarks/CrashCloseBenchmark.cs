using System.Diagnostics;
using Platform.TestKit.Crash;
using Platform.TestKit.Databases;

namespace Platform.Benchmarks;

/// <summary>Kills closes of a month N times at random points, up to five times each; every time nothing is half done, and in the end each is as an undisturbed one.</summary>
internal static class CrashCloseBenchmark
{
    private const int Sites = 64;
    private const int KillsPerClose = 5;

    public static async Task RunAsync(int times, DatabaseKind kind)
    {
        var seed = Environment.TickCount;
        using var undisturbed = await UndisturbedClose.PrepareAsync(kind, Sites);
        Console.WriteLine(
            $"seed {seed}; undisturbed close of {Sites} townships in {undisturbed.Chunks} chunks and {undisturbed.TotalSteps} steps: {undisturbed.Length.TotalSeconds:0.0} s, {undisturbed.Rows:N0} rows written");
        var crash = new CrashClose(undisturbed, seed);
        var watch = Stopwatch.StartNew();
        var kills = new List<CloseKill>();
        var closes = 0;
        while (kills.Count < times)
        {
            kills.AddRange(await crash.RoundAsync(Math.Min(KillsPerClose, times - kills.Count)));
            Console.WriteLine($"{++closes} closes killed {kills.Count} times in {watch.Elapsed.TotalSeconds:0} s, each ended as undisturbed");
        }

        var (first, over) = (kills.Count(k => k.Steps == 0), kills.Count(k => k.Run == "Done"));
        Console.WriteLine($"  {first} kills before the first step was done, {kills.Count - first - over} in the middle, {over} after the end of the run");
        foreach (var tenth in kills.Where(k => k.Steps > 0 && k.Run != "Done").GroupBy(k => Math.Min(9, 10 * k.Steps / undisturbed.TotalSteps)).OrderBy(g => g.Key))
        {
            Console.WriteLine($"    {tenth.Key * 10,3}% of the steps done: {tenth.Count()}");
        }

        Console.WriteLine($"crash-close {kind}: {kills.Count} kills of {closes} closes, 0 chunks half done, 0 twice, 0 closes different; {watch.Elapsed.TotalSeconds / kills.Count:0.0} s per kill");
    }
}
