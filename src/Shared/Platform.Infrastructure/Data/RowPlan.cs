using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Platform.Infrastructure.Data;

/// <summary>Where the values of an entity go, for writers that pass by EF: table and columns quoted as the databases of the platform quote them.</summary>
internal sealed class RowPlan
{
    private static readonly ConditionalWeakTable<IEntityType, RowPlan> Plans = [];

    private RowPlan(IEntityType type)
    {
        var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        Table = Quoted(table.Name);
        Columns = [.. type.GetProperties().Where(p => p.GetColumnName(table) is not null).Select(p => new RowColumn(Quoted(p.GetColumnName(table)!), p))];
    }

    public string Table { get; }

    public RowColumn[] Columns { get; }

    public string Names => string.Join(", ", Columns.Select(c => c.Name));

    public static RowPlan Of<TRow>(DbContext db)
        where TRow : class =>
        Plans.GetValue(
            db.Model.FindEntityType(typeof(TRow)) ?? throw new InvalidOperationException($"{typeof(TRow).Name} is not in {db.GetType().Name}."), static t => new RowPlan(t));

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

internal sealed class RowColumn
{
    private readonly IClrPropertyGetter getter;
    private readonly ValueConverter? converter;

    public RowColumn(string name, IProperty property)
    {
        Name = name;
        getter = property.GetGetter();
        converter = property.GetTypeMapping().Converter;
        var type = converter?.ProviderClrType ?? property.ClrType;
        Type = Nullable.GetUnderlyingType(type) ?? type;
        StoreType = property.GetRelationalTypeMapping().StoreTypeNameBase;
    }

    public string Name { get; }

    /// <summary>Of the values as they are stored.</summary>
    public Type Type { get; }

    /// <summary>Name of the database's type, without length.</summary>
    public string StoreType { get; }

    public object? ValueIn(object row)
    {
        var value = getter.GetClrValue(row);
        return value is null || converter is null ? value : converter.ConvertToProvider(value);
    }
}
