using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Platform.Benchmarks;

/// <summary>Counts what goes to the database: EF's commands everywhere, every command on PostgreSQL, where the driver tells.</summary>
internal sealed class Statements : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly ConcurrentBag<IDisposable> subscriptions = [];
    private readonly ActivityListener driver;
    private readonly ConcurrentDictionary<string, (TimeSpan Took, int Times)> byText = [];
    private long ef;
    private long all;

    public Statements()
    {
        subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        driver = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref _) => ActivitySamplingResult.PropagationData,
            ActivityStopped = _ => Interlocked.Increment(ref all),
        };
        ActivitySource.AddActivityListener(driver);
    }

    public long ByEf => Interlocked.Read(ref ef);

    public long ByDriver => Interlocked.Read(ref all);

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
        {
            subscriptions.Add(value.Subscribe(this, (name, _, _) => name.EndsWith("CommandExecuted", StringComparison.Ordinal)));
        }
    }

    /// <summary>The statements that took longest in all, up to their first row.</summary>
    public IEnumerable<(string Sql, TimeSpan Took, int Times)> Slowest(int count) =>
        byText.OrderByDescending(t => t.Value.Took).Take(count).Select(t => (t.Key.ReplaceLineEndings(" "), t.Value.Took, t.Value.Times));

    public void OnNext(KeyValuePair<string, object?> value)
    {
        Interlocked.Increment(ref ef);
        if (value.Value is CommandExecutedEventData { Command.CommandText: var sql, Duration: var took })
        {
            byText.AddOrUpdate(sql, (took, 1), (_, before) => (before.Took + took, before.Times + 1));
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        driver.Dispose();
        foreach (var subscription in subscriptions)
        {
            subscription.Dispose();
        }
    }
}
