using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Platform.Infrastructure.Data;

/// <summary>
/// What SQLite knows of its tables when it plans a query; without it, it takes any index for a selective one. It measures only when told to: after
/// migrations, after a large load and every hour. PostgreSQL and SQL Server do it by themselves.
/// </summary>
public sealed class PlannerStatistics(ConnectionFactory connections, WriteGate gate, ILogger<PlannerStatistics> log)
{
    /// <summary>Measures what is new or has grown much; not to be called inside an operation that writes.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (connections.Provider != DatabaseProvider.Sqlite)
        {
            return;
        }

        using var pass = await gate.EnterAsync(cancellationToken);
        using var connection = (SqliteConnection)connections.Open();
        try
        {
            SqlitePragmas.Optimize(connection);

            // Connections read the statistics when they are opened.
            SqliteConnection.ClearPool(connection);
        }
        catch (SqliteException exception)
        {
            log.LogInformation(exception, "Another process writes; the statistics are refreshed next time");
        }
    }
}
