using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Platform.Infrastructure.Data;

/// <summary>
/// Inserts rows with one prepared statement executed for each: on SQLite, which has no bulk protocol and sits in the same process, several times faster than
/// statements of many rows, whose text it has to parse anew.
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
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = plan.Sql;
        var parameters = plan.Columns.Select((_, i) => Parameter(command, i)).ToArray();
        var written = 0L;
        foreach (var row in rows)
        {
            if (written++ % CheckEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            for (var i = 0; i < parameters.Length; i++)
            {
                parameters[i].Value = plan.Columns[i].ValueIn(row);
            }

            command.ExecuteNonQuery();
        }

        return written;
    }

    private static DbParameter Parameter(DbCommand command, int number)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = Name(number);
        command.Parameters.Add(parameter);
        return parameter;
    }

    private static string Name(int number) => $"$p{number}";

    private sealed record Plan(string Sql, IReadOnlyList<Source> Columns)
    {
        public static Plan Of(IEntityType type)
        {
            var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
            var stored = type.GetProperties().Select(p => (Property: p, Column: p.GetColumnName(table))).Where(p => p.Column is not null).ToList();
            return new Plan(
                $"INSERT INTO {Quoted(table.Name)} ({string.Join(", ", stored.Select(p => Quoted(p.Column!)))}) VALUES ({string.Join(", ", stored.Select((_, i) => Name(i)))})",
                [.. stored.Select(p => new Source(p.Property.GetGetter(), p.Property.GetTypeMapping().Converter))]);
        }

        private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private sealed record Source(IClrPropertyGetter Getter, ValueConverter? Converter)
    {
        public object ValueIn(object row)
        {
            var value = Getter.GetClrValue(row);
            return (value is null || Converter is null ? value : Converter.ConvertToProvider(value)) ?? DBNull.Value;
        }
    }
}
