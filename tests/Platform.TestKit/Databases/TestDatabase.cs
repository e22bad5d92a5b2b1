using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Platform.Infrastructure.Data;

namespace Platform.TestKit.Databases;

/// <summary>A database of one test, dropped after it. Copies of a migrated template are cheap.</summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly string name;

    private TestDatabase(DatabaseKind kind, string name, string connectionString)
    {
        (Kind, this.name) = (kind, name);
        Options = new DatabaseOptions
        {
            Provider = kind switch
            {
                DatabaseKind.Sqlite => DatabaseProvider.Sqlite,
                DatabaseKind.PostgreSql => DatabaseProvider.PostgreSql,
                _ => DatabaseProvider.SqlServer,
            },
            ConnectionString = connectionString,
        };
    }

    public DatabaseKind Kind { get; }

    public DatabaseOptions Options { get; }

    /// <summary>One that is there already.</summary>
    public static TestDatabase Of(DatabaseKind kind, string connectionString) => new(kind, "", connectionString);

    /// <summary>An empty database.</summary>
    public static TestDatabase Create(DatabaseKind kind)
    {
        switch (kind)
        {
            case DatabaseKind.Sqlite:
                var file = Path.Combine(Directory.CreateTempSubdirectory("platform").FullName, "platform.db");
                return new(kind, file, $"Data Source={file}");
            case DatabaseKind.PostgreSql:
                var database = PostgresServer.Instance.Create();
                return new(kind, database, PostgresServer.Instance.ConnectionString(database));
            default:
                return CreateOnSqlServer();
        }
    }

    /// <summary>A copy with all rows. The original must be at rest. SQL Server has no cheap copy: there it is an empty one.</summary>
    public TestDatabase Copy()
    {
        switch (Kind)
        {
            case DatabaseKind.Sqlite:
                var copy = Create(DatabaseKind.Sqlite);
                SqliteConnection.ClearAllPools();
                File.Copy(name, copy.name);
                return copy;
            case DatabaseKind.PostgreSql:
                var database = PostgresServer.Instance.Create(name);
                return new(Kind, database, PostgresServer.Instance.ConnectionString(database));
            default:
                return CreateOnSqlServer();
        }
    }

    public void Dispose()
    {
        switch (Kind)
        {
            case DatabaseKind.Sqlite:
                using (var connection = new SqliteConnection(Options.ConnectionString))
                {
                    SqliteConnection.ClearPool(connection);
                }

                Directory.Delete(Path.GetDirectoryName(name)!, recursive: true);
                break;
            case DatabaseKind.PostgreSql:
                PostgresServer.Instance.Drop(name);
                break;
            default:
                ExecuteOnSqlServer($"ALTER DATABASE [{name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{name}]");
                break;
        }
    }

    private static TestDatabase CreateOnSqlServer()
    {
        var name = $"platform_test_{Guid.CreateVersion7():N}";
        ExecuteOnSqlServer($"CREATE DATABASE [{name}]");
        var builder = new SqlConnectionStringBuilder(Environment.GetEnvironmentVariable(DatabaseDataAttribute.SqlServerVariable)) { InitialCatalog = name };
        return new(DatabaseKind.SqlServer, name, builder.ConnectionString);
    }

    private static void ExecuteOnSqlServer(string sql)
    {
        using var connection = new SqlConnection(Environment.GetEnvironmentVariable(DatabaseDataAttribute.SqlServerVariable));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
