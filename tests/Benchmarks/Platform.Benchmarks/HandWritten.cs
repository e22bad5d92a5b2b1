using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.Oversight;
using Platform.Oversight.Data;
using Platform.TestKit;

namespace Platform.Benchmarks;

/// <summary>
/// What a close has to be compared with: the rows it wrote, written once more into copies of its tables with the same indexes, in the same chunks, by hand:
/// with a prepared statement per row (SQLite) or COPY (PostgreSQL), and with INSERT..SELECT, which does not even carry the rows into the process.
/// </summary>
internal static class HandWritten
{
    private static readonly string[] Tables =
        ["SiteClose", "DutyObligation", "AuditResult", "Finding", "FindingEvent", "Score", "ScoreLine", "Meeting", "AgendaItem", "RunFailure"];

    public static Task RunAsync(TestPlatform platform) => platform.Read(async (OversightDbContext db) =>
    {
        var chunks = await db.Set<RunChunk>().AsNoTracking().OrderBy(c => c.Position).Select(c => new { c.Lo, c.Hi }).ToListAsync();
        var connection = db.Database.GetDbConnection();
        var prepared = TimeSpan.Zero;
        var rows = 0L;
        var tables = await CopiesAsync(connection);
        foreach (var chunk in chunks)
        {
            var read = new List<(string Table, string Columns, List<object[]> Rows)>();
            foreach (var table in tables)
            {
                read.Add(await ReadAsync(connection, table, $"\"SiteId\" BETWEEN {chunk.Lo} AND {chunk.Hi}"));
            }

            var watch = Stopwatch.StartNew();
            await using var transaction = await connection.BeginTransactionAsync();
            foreach (var (table, columns, found) in read.Where(r => r.Rows.Count > 0))
            {
                await WriteAsync(connection, transaction, $"copy_{table}", columns, found);
                rows += found.Count;
            }

            await transaction.CommitAsync();
            prepared += watch.Elapsed;
        }

        tables = await CopiesAsync(connection);
        var pure = Stopwatch.StartNew();
        foreach (var chunk in chunks)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            foreach (var table in tables)
            {
                await ExecuteAsync(connection, $"INSERT INTO \"copy_{table}\" SELECT * FROM \"{table}\" WHERE \"SiteId\" BETWEEN {chunk.Lo} AND {chunk.Hi}", transaction);
            }

            await transaction.CommitAsync();
        }

        Console.WriteLine($"the same {rows:N0} rows in the same {chunks.Count} chunks by hand: prepared {prepared.TotalSeconds:0.0} s, INSERT..SELECT {pure.Elapsed.TotalSeconds:0.0} s");
        return 0;
    });

    // Empty copies with the indexes of the originals; answers the originals.
    private static async Task<List<string>> CopiesAsync(DbConnection connection)
    {
        var copies = new List<string>();
        foreach (var name in Tables)
        {
            var table = $"{OversightModule.Prefix}_{name}";
            await ExecuteAsync(connection, $"DROP TABLE IF EXISTS \"copy_{table}\"");
            if (connection is NpgsqlConnection)
            {
                await ExecuteAsync(connection, $"CREATE TABLE \"copy_{table}\" (LIKE \"{table}\" INCLUDING ALL)");
            }
            else
            {
                foreach (var sql in await ListAsync(connection, $"SELECT sql FROM sqlite_master WHERE tbl_name = '{table}' AND sql IS NOT NULL ORDER BY type DESC"))
                {
                    await ExecuteAsync(connection, sql.Replace($"\"{table}\"", $"\"copy_{table}\"", StringComparison.Ordinal).Replace("INDEX \"IX_", "INDEX \"IX_copy_", StringComparison.Ordinal)
                        .Replace("CONSTRAINT \"PK_", "CONSTRAINT \"PK_copy_", StringComparison.Ordinal));
                }
            }

            copies.Add(table);
        }

        return copies;
    }

    private static async Task<(string Table, string Columns, List<object[]> Rows)> ReadAsync(DbConnection connection, string table, string where)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\" WHERE {where}";
        await using var reader = await command.ExecuteReaderAsync();
        var columns = string.Join(", ", Enumerable.Range(0, reader.FieldCount).Select(i => $"\"{reader.GetName(i)}\""));
        var rows = new List<object[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return (table, columns, rows);
    }

    private static async Task WriteAsync(DbConnection connection, DbTransaction transaction, string table, string columns, List<object[]> rows)
    {
        if (connection is NpgsqlConnection npgsql)
        {
            await using var copy = await npgsql.BeginBinaryImportAsync($"COPY \"{table}\" ({columns}) FROM STDIN (FORMAT BINARY)");
            foreach (var row in rows)
            {
                await copy.WriteRowAsync(CancellationToken.None, row);
            }

            await copy.CompleteAsync();
            return;
        }

        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO \"{table}\" ({columns}) VALUES ({string.Join(", ", rows[0].Select((_, i) => $"$p{i}"))})";
        var parameters = rows[0].Select((_, i) =>
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"$p{i}";
            command.Parameters.Add(parameter);
            return parameter;
        }).ToArray();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                parameters[i].Value = row[i];
            }

            command.ExecuteNonQuery();
        }
    }

    private static async Task<List<string>> ListAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var list = new List<string>();
        while (await reader.ReadAsync())
        {
            list.Add(reader.GetString(0));
        }

        return list;
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql, DbTransaction? transaction = null)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        await command.ExecuteNonQueryAsync();
    }
}
