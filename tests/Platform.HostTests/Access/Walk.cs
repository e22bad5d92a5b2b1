using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit;

namespace Platform.HostTests.Access;

/// <summary>Tries many combinations side by side and collects what should not have been answered.</summary>
internal sealed class Walk(ITestOutputHelper output, string name)
{
    private readonly ConcurrentBag<string> findings = [];
    private readonly ConcurrentDictionary<string, int> outcomes = [];
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private int combinations;

    public async Task EachAsync<T>(IEnumerable<T> cases, Func<T, Task<string?>> judge)
    {
        await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (one, _) =>
        {
            Interlocked.Increment(ref combinations);
            if (await judge(one) is { } finding)
            {
                findings.Add(finding);
            }
        });
    }

    public void Count(string outcome) => outcomes.AddOrUpdate(outcome, 1, (_, n) => n + 1);

    public void Find(string finding) => findings.Add(finding);

    public void End(int atLeast)
    {
        var seen = string.Join(", ", outcomes.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"{o.Key} {o.Value}"));
        output.WriteLine($"{name}: {combinations} combinations in {watch.Elapsed.TotalSeconds:0.0} s; {seen}");
        Assert.True(findings.IsEmpty, $"{findings.Count} findings:\n" + string.Join('\n', findings.Order(StringComparer.Ordinal).Take(200)));
        Assert.True(combinations >= atLeast, $"only {combinations} combinations were tried");
    }
}
