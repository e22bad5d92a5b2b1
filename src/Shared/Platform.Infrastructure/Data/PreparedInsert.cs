using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SQLitePCL;

namespace Platform.Infrastructure.Data;

/// <summary>
/// Inserts rows with one prepared statement executed for each: on SQLite, which has no bulk protocol and sits in the same process, several times faster than
/// statements of many rows, whose text it has to parse anew. Where all columns are of the plain types, values go to SQLite's own interface: a command takes
/// longer to hand them over than SQLite to store them.
/// </summary>
internal static class PreparedInsert
{
    private const int CheckEvery = 256;
    private static readonly ConditionalWeakTable<IEntityType, Plan> Plans = [];

    /// <returns>Number of rows written.</returns>
    public static long Insert<TRow>(DbContext db, IEnumerable<TRow> rows, CancellationToken cancellationToken)
        where TRow : class
    {
        var type = db.Model.FindEntityType(typeof(TRow)) ?? throw new InvalidOperationException($"{typeof(TRow).Name} is not in {db.GetType().Name}.");
        var plan = Plans.GetValue(type, Plan.Of);
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        using IRowWriter writer = plan.IsPlain ? new PlainWriter(connection, plan) : new CommandWriter(connection, db.Database.CurrentTransaction?.GetDbTransaction(), plan);
        var written = 0L;
        foreach (var row in rows)
        {
            if (written++ % CheckEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            writer.Write(row);
        }

        return written;
    }

    private static string Name(int number) => $"$p{number}";

    private interface IRowWriter : IDisposable
    {
        void Write(object row);
    }

    private sealed class CommandWriter : IRowWriter
    {
        private readonly Plan plan;
        private readonly SqliteCommand command;
        private readonly SqliteParameter[] parameters;

        public CommandWriter(SqliteConnection connection, System.Data.Common.DbTransaction? transaction, Plan plan)
        {
            this.plan = plan;
            command = connection.CreateCommand();
            command.Transaction = (SqliteTransaction?)transaction;
            command.CommandText = plan.Sql;
            parameters = [.. plan.Columns.Select((_, i) => command.Parameters.AddWithValue(Name(i), DBNull.Value))];
        }

        public void Write(object row)
        {
            for (var i = 0; i < parameters.Length; i++)
            {
                parameters[i].Value = plan.Columns[i].ValueIn(row) ?? DBNull.Value;
            }

            command.ExecuteNonQuery();
        }

        public void Dispose() => command.Dispose();
    }

    private sealed class PlainWriter : IRowWriter
    {
        private const int ShortText = 120;

        private readonly Plan plan;
        private readonly sqlite3 database;
        private readonly sqlite3_stmt statement;

        public PlainWriter(SqliteConnection connection, Plan plan)
        {
            (this.plan, database) = (plan, connection.Handle!);
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, plan.Sql, out statement), database);
        }

        public void Write(object row)
        {
            for (var i = 0; i < plan.Columns.Length; i++)
            {
                SqliteException.ThrowExceptionForRC(Bind(i + 1, plan.Columns[i].ValueIn(row)), database);
            }

            var answer = raw.sqlite3_step(statement);
            if (answer != raw.SQLITE_DONE)
            {
                SqliteException.ThrowExceptionForRC(answer, database);
            }

            raw.sqlite3_reset(statement);
        }

        public void Dispose() => statement.Dispose();

        // In the forms in which commands write them.
        private int Bind(int place, object? value) => value switch
        {
            null => raw.sqlite3_bind_null(statement, place),
            int number => raw.sqlite3_bind_int64(statement, place, number),
            long number => raw.sqlite3_bind_int64(statement, place, number),
            bool yes => raw.sqlite3_bind_int64(statement, place, yes ? 1 : 0),
            string text => Bind(place, text),
            Guid id => Bind(place, id),
            DateOnly day => Bind(place, day),
            _ => throw new InvalidOperationException($"{value.GetType().Name} is not a plain type."),
        };

        // An empty span would be a null.
        private int Bind(int place, string text)
        {
            if (text.Length is 0 or > ShortText)
            {
                return raw.sqlite3_bind_text(statement, place, text);
            }

            Span<byte> bytes = stackalloc byte[ShortText * 3];
            return raw.sqlite3_bind_text(statement, place, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        }

        private int Bind(int place, Guid id)
        {
            Span<byte> bytes = stackalloc byte[36];
            id.TryFormat(bytes, out _);
            Ascii.ToUpperInPlace(bytes, out _);
            return raw.sqlite3_bind_text(statement, place, bytes);
        }

        private int Bind(int place, DateOnly day)
        {
            Span<byte> bytes = stackalloc byte[10];
            day.TryFormat(bytes, out _, "O", System.Globalization.CultureInfo.InvariantCulture);
            return raw.sqlite3_bind_text(statement, place, bytes);
        }
    }

    private sealed record Plan(string Sql, Source[] Columns)
    {
        private static readonly HashSet<Type> Plain = [typeof(int), typeof(long), typeof(bool), typeof(string), typeof(Guid), typeof(DateOnly)];

        public bool IsPlain { get; } = Array.TrueForAll(Columns, c => Plain.Contains(c.Type));

        public static Plan Of(IEntityType type)
        {
            var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
            var stored = type.GetProperties().Select(p => (Property: p, Column: p.GetColumnName(table))).Where(p => p.Column is not null).ToList();
            return new Plan(
                $"INSERT INTO {Quoted(table.Name)} ({string.Join(", ", stored.Select(p => Quoted(p.Column!)))}) VALUES ({string.Join(", ", stored.Select((_, i) => Name(i)))})",
                [.. stored.Select(p => Source.Of(p.Property))]);
        }

        private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <param name="Type">Of the values as they are stored.</param>
    private sealed record Source(IClrPropertyGetter Getter, ValueConverter? Converter, Type Type)
    {
        public static Source Of(IProperty property)
        {
            var converter = property.GetTypeMapping().Converter;
            var type = converter?.ProviderClrType ?? property.ClrType;
            return new Source(property.GetGetter(), converter, Nullable.GetUnderlyingType(type) ?? type);
        }

        public object? ValueIn(object row)
        {
            var value = Getter.GetClrValue(row);
            return value is null || Converter is null ? value : Converter.ConvertToProvider(value);
        }
    }
}
