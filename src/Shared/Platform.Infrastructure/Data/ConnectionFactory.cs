using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Platform.Infrastructure.Data;

/// <summary>Opens connections and configures EF for the configured provider. The one place that knows the three of them.</summary>
public sealed class ConnectionFactory(DatabaseOptions options) : IDisposable
{
    // A process that is cut off in the middle of a transaction must not keep its locks for the two hours that TCP would wait: everybody else waits for
    // the same rows of a run and of the trail. The server drops it after a minute.
    private const string DropTheLost =
        "-c idle_in_transaction_session_timeout=60000 -c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3";

    private readonly NpgsqlDataSource? postgres =
        options.Provider == DatabaseProvider.PostgreSql ? NpgsqlDataSource.Create(PostgresConnection(options.ConnectionString)) : null;

    public DatabaseProvider Provider => options.Provider;

    public DbConnection Open()
    {
        if (postgres is not null)
        {
            return postgres.OpenConnection();
        }

        DbConnection connection = Provider == DatabaseProvider.Sqlite
            ? new SqliteConnection(options.ConnectionString)
            : new SqlConnection(options.ConnectionString);
        connection.Open();
        if (Provider == DatabaseProvider.Sqlite)
        {
            SqlitePragmas.Apply(connection);
        }

        return connection;
    }

    /// <summary>As <see cref="Open"/>, without holding a thread while the pool or the server keeps the caller waiting.</summary>
    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (postgres is not null)
        {
            return await postgres.OpenConnectionAsync(cancellationToken);
        }

        if (Provider == DatabaseProvider.Sqlite)
        {
            return Open();
        }

        var connection = new SqlConnection(options.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    /// <param name="connection">Null only for tools that need a model, not a database.</param>
    public static DbContextOptionsBuilder Configure(
        DbContextOptionsBuilder builder, DatabaseProvider provider, DbConnection? connection, string prefix, string migrationsAssembly)
    {
        var history = $"{prefix}_MigrationsHistory";
        return provider switch
        {
            DatabaseProvider.Sqlite => connection is null
                ? builder.UseSqlite("Data Source=:memory:", o => o.MigrationsAssembly(migrationsAssembly).MigrationsHistoryTable(history))
                : builder.UseSqlite(connection, o => o.MigrationsAssembly(migrationsAssembly).MigrationsHistoryTable(history)),
            DatabaseProvider.PostgreSql => connection is null
                ? builder.UseNpgsql("Host=localhost", o => o.MigrationsAssembly(migrationsAssembly).MigrationsHistoryTable(history))
                : builder.UseNpgsql(connection, o => o.MigrationsAssembly(migrationsAssembly).MigrationsHistoryTable(history)),
            _ => connection is null
                ? builder.UseSqlServer("Server=localhost", o => o.MigrationsAssembly(migrationsAssembly).MigrationsHistoryTable(history))
                : builder.UseSqlServer(connection, o => o.MigrationsAssembly(migrationsAssembly).MigrationsHistoryTable(history)),
        };
    }

    public void Dispose() => postgres?.Dispose();

    // An operator's own Options stand.
    private static NpgsqlConnectionStringBuilder PostgresConnection(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        builder.Options ??= DropTheLost;
        return builder;
    }
}
