namespace Platform.Infrastructure.Data;

public enum DatabaseProvider { Sqlite, PostgreSql, SqlServer }

/// <summary>Configuration section <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>ADO.NET connection string; for SQLite the default is <c>Data Source=data/platform.db</c>.</summary>
    public string ConnectionString { get; set; } = "Data Source=data/platform.db";

    /// <summary>Where backups of a SQLite database go; empty: the folder <c>backups</c> beside it.</summary>
    public string BackupFolder { get; set; } = "";

    /// <summary>How many of the platform's own backups stay in the folder.</summary>
    public int BackupsKept { get; set; } = 14;
}
