using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Infrastructure.Data;
using Platform.TestKit;

namespace Platform.Benchmarks;

/// <summary>
/// What an import has to be compared with: its rows written by hand into a copy of its table, in one transaction, with one prepared statement per row (SQLite)
/// or one COPY (PostgreSQL), on a connection opened as the platform opens its own. No file is read and nothing is checked.
/// </summary>
internal static class HandWrittenInsert
{
    private const string Table = "att_ClockIn";
    private const string Copy = "copy_ClockIn";

    public static (TimeSpan Wall, TimeSpan Processor) Run(TestPlatform platform, ImportRows rows, bool indexes)
    {
        using var connection = platform.App.Services.GetRequiredService<ConnectionFactory>().Open();
        Execute(connection, $"DROP TABLE IF EXISTS \"{Copy}\"");
        Create(connection, indexes);
        var (watch, processor) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        if (connection is NpgsqlConnection npgsql)
        {
            Postgres(npgsql, rows);
        }
        else
        {
            Sqlite((SqliteConnection)connection, rows);
        }

        return (watch.Elapsed, Process.GetCurrentProcess().TotalProcessorTime - processor);
    }

    private static void Create(DbConnection connection, bool indexes)
    {
        if (connection is NpgsqlConnection)
        {
            Execute(connection, $"CREATE TABLE \"{Copy}\" (LIKE \"{Table}\"{(indexes ? " INCLUDING ALL" : "")})");
            if (!indexes)
            {
                Execute(connection, $"ALTER TABLE \"{Copy}\" ADD PRIMARY KEY (\"StaffId\", \"Day\", \"SecondOfDay\")");
            }

            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT sql FROM sqlite_master WHERE tbl_name = '{Table}' AND sql IS NOT NULL ORDER BY type DESC";
        var all = new List<string>();
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                all.Add(reader.GetString(0));
            }
        }

        foreach (var sql in all.Where(s => indexes || !s.StartsWith("CREATE INDEX", StringComparison.Ordinal)))
        {
            Execute(connection, sql.Replace(Table, Copy, StringComparison.Ordinal));
        }
    }

    private static void Sqlite(SqliteConnection connection, ImportRows rows)
    {
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText =
            $"INSERT INTO \"{Copy}\" (\"SiteId\", \"StaffId\", \"Day\", \"SecondOfDay\", \"Source\", \"ImportId\") VALUES ($site, $staff, $day, $second, 'File', $import)";
        var (site, staff) = (insert.Parameters.Add("$site", SqliteType.Integer), insert.Parameters.Add("$staff", SqliteType.Text));
        var (day, second) = (insert.Parameters.Add("$day", SqliteType.Text), insert.Parameters.Add("$second", SqliteType.Integer));
        insert.Parameters.AddWithValue("$import", Guid.AllBitsSet);
        insert.Prepare();
        foreach (var (_, _, stamp) in rows.All())
        {
            (site.Value, staff.Value, second.Value) = (stamp.SiteId, stamp.StaffId, stamp.SecondOfDay);
            day.Value = stamp.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static void Postgres(NpgsqlConnection connection, ImportRows rows)
    {
        using var copy = connection.BeginBinaryImport($"COPY \"{Copy}\" (\"SiteId\", \"StaffId\", \"Day\", \"SecondOfDay\", \"Source\", \"ImportId\") FROM STDIN (FORMAT BINARY)");
        foreach (var (_, _, stamp) in rows.All())
        {
            copy.StartRow();
            copy.Write(stamp.SiteId);
            copy.Write(stamp.StaffId);
            copy.Write(stamp.Day);
            copy.Write(stamp.SecondOfDay);
            copy.Write("File");
            copy.Write(Guid.AllBitsSet);
        }

        copy.Complete();
    }

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
