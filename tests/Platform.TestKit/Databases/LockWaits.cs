using Microsoft.EntityFrameworkCore;

namespace Platform.TestKit.Databases;

/// <summary>For tests of two writers at the same moment: holds the first until the others have come as far as they can.</summary>
public static class LockWaits
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>
    /// PostgreSQL: until so many others wait for a lock that this connection holds. SQLite lets one writer in at a time, so there is nothing to wait for; SQL Server gets a second.
    /// </summary>
    public static async Task ForAsync(DbContext db, DatabaseKind kind, int waiting)
    {
        if (kind == DatabaseKind.SqlServer)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        if (kind != DatabaseKind.PostgreSql)
        {
            return;
        }

        using var patience = new CancellationTokenSource(Patience);
        while (await CountAsync(db, patience.Token) < waiting)
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private static Task<int> CountAsync(DbContext db, CancellationToken cancellationToken) => db.Database
        .SqlQuery<int>($"""select count(*)::int as "Value" from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))""")
        .SingleAsync(cancellationToken);
}
