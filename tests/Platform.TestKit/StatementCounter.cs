using System.Diagnostics;

namespace Platform.TestKit;

/// <summary>Counts the statements that EF sends to the database from here on. Other tests run beside this one: only what flows from its maker counts.</summary>
public sealed class StatementCounter : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly List<IDisposable> subscriptions = [];
    private readonly AsyncLocal<bool> mine = new() { Value = true };
    private int statements;

    private StatementCounter() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    public static async Task<int> CountAsync(Func<Task> action)
    {
        using var counter = new StatementCounter();
        await action();
        return counter.statements;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
        {
            subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (mine.Value && value.Key == "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuted")
        {
            Interlocked.Increment(ref statements);
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
