using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Npgsql;
using Platform.TestKit.Databases;

namespace Platform.TestKit.Crash;

/// <summary>Every row of every table at one moment, as text. Instants are left out: no two runs have the same.</summary>
internal sealed partial class DatabaseRows
{
    private const int Passes = 3;
    private const string Instant = "(instant)";

    private readonly SortedDictionary<string, List<SortedDictionary<string, string>>> tables = new(StringComparer.Ordinal);

    public static async Task<DatabaseRows> ReadAsync(TestDatabase database)
    {
        var rows = new DatabaseRows();
        await using var connection = await OpenAsync(database);
        await using var moment = await connection.BeginTransactionAsync(database.Kind == DatabaseKind.PostgreSql ? IsolationLevel.RepeatableRead : IsolationLevel.Unspecified);
        foreach (var table in await NamesAsync(database.Kind, connection))
        {
            rows.tables[table] = await RowsAsync(connection, table);
        }

        return rows;
    }

    /// <summary>A connection of the test's own, beside the platform's.</summary>
    public static async Task<DbConnection> OpenAsync(TestDatabase database)
    {
        DbConnection connection = database.Kind == DatabaseKind.Sqlite
            ? new SqliteConnection(database.Options.ConnectionString)
            : new NpgsqlConnection(database.Options.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    public IReadOnlyList<SortedDictionary<string, string>> Of(string table) => tables[table];

    /// <summary>Every id that occurs anywhere.</summary>
    public HashSet<string> Ids() =>
        [.. tables.Values.SelectMany(rows => rows).SelectMany(row => row.Values).SelectMany(value => Id().Matches(value)).Select(m => m.Value)];

    /// <summary>
    /// One line per row, in order. Ids that are not <paramref name="known"/> were made on the way and differ from run to run: each stands for what its row
    /// says, so that rows still belong together.
    /// </summary>
    /// <param name="leftOut">Tables, and columns as <c>.Name</c>, that legitimately differ.</param>
    public IReadOnlyList<string> Lines(IReadOnlySet<string> known, IReadOnlySet<string> leftOut)
    {
        var compared = tables.Where(t => !leftOut.Contains(t.Key)).ToList();
        var meanings = new Dictionary<string, string>();
        for (var pass = 0; pass < Passes; pass++)
        {
            var next = new Dictionary<string, string>();
            foreach (var (table, rows) in compared)
            {
                foreach (var row in rows.Where(r => r.TryGetValue("Id", out var id) && Id().IsMatch(id) && !known.Contains(id)))
                {
                    next[row["Id"]] = Hash(table + Line(row, meanings, known, leftOut, withoutId: true))[..16];
                }
            }

            meanings = next;
        }

        return [.. compared.SelectMany(t => t.Value.Select(r => $"{t.Key}: {Line(r, meanings, known, leftOut, withoutId: false)}")).Order(StringComparer.Ordinal)];
    }

    private static string Line(
        SortedDictionary<string, string> row, Dictionary<string, string> meanings, IReadOnlySet<string> known, IReadOnlySet<string> leftOut, bool withoutId) =>
        string.Join('|', row.Where(c => !leftOut.Contains("." + c.Key) && !(withoutId && c.Key == "Id"))
            .Select(c => $"{c.Key}={Id().Replace(c.Value, m => known.Contains(m.Value) ? m.Value : meanings.GetValueOrDefault(m.Value, "(id)"))}"));

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static async Task<List<string>> NamesAsync(DatabaseKind kind, DbConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = kind == DatabaseKind.Sqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'";
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static async Task<List<SortedDictionary<string, string>>> RowsAsync(DbConnection connection, string table)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\"";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<SortedDictionary<string, string>>();
        while (await reader.ReadAsync())
        {
            var row = new SortedDictionary<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < reader.FieldCount; i++)
            {
                row[reader.GetName(i)] = Text(reader.GetValue(i), reader.GetDataTypeName(i));
            }

            rows.Add(row);
        }

        return rows;
    }

    private static string Text(object value, string type) => value switch
    {
        DBNull => "(null)",
        byte[] bytes => Convert.ToHexString(bytes),
        DateTime when type.StartsWith("timestamp", StringComparison.Ordinal) => Instant,
        string text when StoredInstant().IsMatch(text) => Instant,
        string text => Id().Replace(text, m => m.Value.ToLowerInvariant()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")]
    private static partial Regex Id();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")]
    private static partial Regex StoredInstant();
}
