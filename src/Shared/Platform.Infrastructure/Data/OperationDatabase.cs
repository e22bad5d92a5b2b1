using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Platform.Infrastructure.Data;

/// <summary>
/// The one connection and, for commands, the one transaction of an operation; all module contexts of the scope share them.
/// </summary>
public sealed class OperationDatabase(ConnectionFactory connections, WriteGate gate) : IAsyncDisposable, IDisposable
{
    private readonly List<ModuleDbContext> contexts = [];
    private DbConnection? connection;
    private DbTransaction? transaction;
    private IDisposable? pass;
    private bool doomed;

    public DatabaseProvider Provider => connections.Provider;

    public DbConnection Connection => connection ??= connections.Open();

    /// <summary>Opens the connection beforehand: with many callers at once, waiting for one must not hold a thread.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken) => connection ??= await connections.OpenAsync(cancellationToken);

    public bool HasTransaction => transaction is not null;

    internal void Enlist(ModuleDbContext context)
    {
        contexts.Add(context);
        if (transaction is not null)
        {
            context.Database.UseTransaction(transaction);
        }
    }

    /// <summary>For a context of somebody's own that lives shorter than the operation: it reads in the operation's transaction where one is open.</summary>
    public void Join(ModuleDbContext context)
    {
        if (transaction is not null)
        {
            context.Database.UseTransaction(transaction);
        }
    }

    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (Provider == DatabaseProvider.Sqlite)
        {
            pass = await gate.EnterAsync(cancellationToken);
        }

        await OpenAsync(cancellationToken);

        // Serializable on SQLite is BEGIN IMMEDIATE: the write lock is taken now, so no later statement can fail for want of it.
        transaction = await Connection.BeginTransactionAsync(
            Provider == DatabaseProvider.Sqlite ? IsolationLevel.Serializable : IsolationLevel.ReadCommitted, cancellationToken);
        foreach (var context in contexts)
        {
            await context.Database.UseTransactionAsync(transaction, cancellationToken);
        }
    }

    /// <summary>A part of the operation failed: nothing of it can be committed any more.</summary>
    public void Doom() => doomed = true;

    /// <exception cref="InvalidOperationException">A command sent from inside failed and its failure was swallowed.</exception>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        if (doomed)
        {
            throw new InvalidOperationException("A command inside this operation failed; nothing of the operation is committed.");
        }

        await transaction!.CommitAsync(cancellationToken);
        await EndAsync();
    }

    private async Task EndAsync()
    {
        try
        {
            foreach (var context in contexts)
            {
                await context.Database.UseTransactionAsync(null);
            }

            if (transaction is not null)
            {
                await transaction.DisposeAsync();
            }
        }
        finally
        {
            transaction = null;
            pass?.Dispose();
            pass = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            // Disposing an uncommitted transaction rolls it back.
            if (transaction is not null)
            {
                await transaction.DisposeAsync();
            }
        }
        finally
        {
            transaction = null;
            pass?.Dispose();
            pass = null;
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }
        }
    }

    public void Dispose()
    {
        try
        {
            transaction?.Dispose();
        }
        finally
        {
            transaction = null;
            pass?.Dispose();
            pass = null;
            connection?.Dispose();
        }
    }
}
