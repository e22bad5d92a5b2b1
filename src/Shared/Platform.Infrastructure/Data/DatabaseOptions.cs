namespace Platform.Infrastructure.Data;

public enum DatabaseProvider { Sqlite, PostgreSql, SqlServer }

/// <summary>Configuration section <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>ADO.NET connection string; for SQLite the default is <c>Data Source=data/platform.db</c>.</summary>
    public string ConnectionString { get; set; } = "Data Source=data/platform.db";
}
