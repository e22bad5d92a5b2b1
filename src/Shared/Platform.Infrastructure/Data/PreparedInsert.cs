using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
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
    private static readonly HashSet<Type> Plain = [typeof(int), typeof(long), typeof(bool), typeof(string), typeof(Guid), typeof(DateOnly)];

    /// <returns>Number of rows written.</returns>
    public static long Insert<TRow>(DbContext db, IEnumerable<TRow> rows, CancellationToken cancellationToken)
        where TRow : class
    {
        var plan = RowPlan.Of<TRow>(db);
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        using IRowWriter writer = Array.TrueForAll(plan.Columns, c => Plain.Contains(c.Type)) ? new PlainWriter(connection, plan) : new CommandWriter(connection, db.Database.CurrentTransaction?.GetDbTransaction(), plan);
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

    private static string Sql(RowPlan plan) => $"INSERT INTO {plan.Table} ({plan.Names}) VALUES ({string.Join(", ", plan.Columns.Select((_, i) => Name(i)))})";

    private interface IRowWriter : IDisposable
    {
        void Write(object row);
    }

    private sealed class CommandWriter : IRowWriter
    {
        private readonly RowPlan plan;
        private readonly SqliteCommand command;
        private readonly SqliteParameter[] parameters;

        public CommandWriter(SqliteConnection connection, System.Data.Common.DbTransaction? transaction, RowPlan plan)
        {
            this.plan = plan;
            command = connection.CreateCommand();
            command.Transaction = (SqliteTransaction?)transaction;
            command.CommandText = Sql(plan);
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

        private readonly RowPlan plan;
        private readonly sqlite3 database;
        private readonly sqlite3_stmt statement;

        public PlainWriter(SqliteConnection connection, RowPlan plan)
        {
            (this.plan, database) = (plan, connection.Handle!);
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, Sql(plan), out statement), database);
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
}
