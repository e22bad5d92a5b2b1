using System.Data.Common;

namespace Platform.Infrastructure.Data;

/// <summary>Settings every SQLite connection needs. Raw SQL, because there is no other way to say them.</summary>
internal static class SqlitePragmas
{
    public static void Apply(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout=30000; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000; PRAGMA foreign_keys=ON;";
        command.ExecuteNonQuery();
    }

    /// <summary>
    /// Measures tables that were never measured or have grown or shrunk tenfold since, whichever connection asked them. The limit keeps it at milliseconds
    /// per index: SQLite's own advice for long-lived connections.
    /// </summary>
    public static void Optimize(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA analysis_limit=1000; PRAGMA optimize=0x10002;";
        command.ExecuteNonQuery();
    }

    /// <summary>Whether SQLite finds its file whole.</summary>
    public static bool IsSound(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check;";
        return command.ExecuteScalar() is "ok";
    }

    /// <summary>Reads every table of the file to its end.</summary>
    public static (int Tables, long Rows) CountRows(DbConnection connection)
    {
        var tables = new List<string>();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%';";
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                tables.Add(reader.GetString(0));
            }
        }

        var rows = 0L;
        foreach (var table in tables)
        {
            command.CommandText = $"SELECT COUNT(*) FROM \"{table}\";";
            rows += (long)command.ExecuteScalar()!;
        }

        return (tables.Count, rows);
    }

    /// <summary>Write-ahead logging: readers and the one writer do not block each other. Stays set in the file.</summary>
    public static void UseWriteAheadLog(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL;";
        command.ExecuteScalar();
    }
}
