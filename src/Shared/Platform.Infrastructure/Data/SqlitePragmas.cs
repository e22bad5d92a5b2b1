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

    /// <summary>Write-ahead logging: readers and the one writer do not block each other. Stays set in the file.</summary>
    public static void UseWriteAheadLog(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL;";
        command.ExecuteScalar();
    }
}
