using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Platform.Infrastructure.Data;

/// <summary>Writes rows with PostgreSQL's COPY, each value in its own type: the server stores one while the next is made.</summary>
internal static class PreparedCopy
{
    private const int CheckEvery = 256;
    private static readonly ConditionalWeakTable<RowPlan, Field[]> Fields = [];

    /// <returns>Number of rows written.</returns>
    public static async Task<long> InsertAsync<TRow>(DbContext db, IEnumerable<TRow> rows, CancellationToken cancellationToken)
        where TRow : class
    {
        var plan = RowPlan.Of<TRow>(db);
        var fields = Fields.GetValue(plan, static p => [.. p.Columns.Select(Field.Of)]);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {plan.Table} ({plan.Names}) FROM STDIN (FORMAT BINARY)", cancellationToken);
        var written = 0L;
        foreach (var row in rows)
        {
            if (written++ % CheckEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            copy.StartRow();
            foreach (var field in fields)
            {
                field.Write(copy, row);
            }
        }

        await copy.CompleteAsync(cancellationToken);
        return written;
    }

    private abstract class Field
    {
        public static Field Of(RowColumn column) => (Field)Activator.CreateInstance(typeof(Field<>).MakeGenericType(column.Type), column)!;

        public abstract void Write(NpgsqlBinaryImporter copy, object row);
    }

    private sealed class Field<T>(RowColumn column) : Field
    {
        public override void Write(NpgsqlBinaryImporter copy, object row)
        {
            if (column.ValueIn(row) is { } value)
            {
                copy.Write((T)value, column.StoreType);
            }
            else
            {
                copy.WriteNull();
            }
        }
    }
}
