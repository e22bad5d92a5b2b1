using System.Reflection;
using Autofac;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Access;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Modules;
using Platform.TestKit;

namespace Platform.HostTests.Access;

/// <summary>One row of a site.</summary>
/// <param name="Module">The assembly whose table it is in.</param>
internal sealed record Row(string Table, int SiteId, Guid Id, Assembly Module);

/// <summary>
/// Gives a site one row in every table of every module whose rows belong to sites, made from the models: whatever table a module adds is
/// there without a word here. Every text holds a mark by which the row is known wherever it shows up.
/// </summary>
internal sealed class RowFactory(TestPlatform platform)
{
    /// <summary>A rare character; fits the shortest column.</summary>
    public const string Mark = "龘";

    private int number;

    /// <summary>Tables that could not be filled, with the reason.</summary>
    public List<string> Failures { get; } = [];

    public async Task<List<Row>> FillAsync(int siteId, bool marked)
    {
        var rows = new List<Row>();
        foreach (var context in platform.App.Services.GetRequiredService<ModuleCatalog>().ContextTypes)
        {
            rows.AddRange(await FillAsync(context, siteId, marked));
        }

        return rows;
    }

    private async Task<List<Row>> FillAsync(Type contextType, int siteId, bool marked)
    {
        var made = new Dictionary<IEntityType, object>();
        foreach (var name in await TablesAsync(contextType))
        {
            try
            {
                await using var operation = platform.Begin(DivisionScope.Nation);
                var transaction = operation.Resolve<OperationDatabase>();
                await transaction.BeginAsync(CancellationToken.None);
                var db = (ModuleDbContext)operation.Resolve(contextType);
                var type = db.Model.FindEntityType(name)!;
                var row = Make(db, type, siteId, marked, made);
                await db.SaveChangesAsync();
                await transaction.CommitAsync(CancellationToken.None);
                made[type] = row;
            }
            catch (Exception exception) when (exception is DbUpdateException or InvalidOperationException or Contracts.Messaging.RefusalException)
            {
                Failures.Add($"{name}: {(exception.InnerException ?? exception).Message}");
            }
        }

        return
        [
            .. from pair in made
               let key = pair.Key.FindPrimaryKey()!.Properties
               where key.Count == 1 && key[0].ClrType == typeof(Guid)
               select new Row(pair.Key.ClrType.Name, siteId, (Guid)key[0].PropertyInfo!.GetValue(pair.Value)!, contextType.Assembly),
        ];
    }

    // Those others point to come first.
    private async Task<List<string>> TablesAsync(Type contextType)
    {
        await using var operation = platform.Begin(DivisionScope.Nation);
        var waiting = ((ModuleDbContext)operation.Resolve(contextType)).Model.GetEntityTypes()
            .Where(t => typeof(ISiteOwned).IsAssignableFrom(t.ClrType) && !t.ClrType.IsAbstract && !t.IsOwned()).ToList();
        var sorted = new List<string>();
        while (waiting.Count > 0)
        {
            var next = waiting.Find(t => !t.GetForeignKeys().Any(k => k.PrincipalEntityType != t && waiting.Contains(k.PrincipalEntityType))) ?? waiting[0];
            waiting.Remove(next);
            sorted.Add(next.Name);
        }

        return sorted;
    }

    private object Make(ModuleDbContext db, IEntityType type, int siteId, bool marked, Dictionary<IEntityType, object> made)
    {
        var row = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type.ClrType);
        var entry = db.Entry(row);
        foreach (var property in type.GetProperties().Where(p => !p.IsForeignKey() || p.IsPrimaryKey()))
        {
            entry.Property(property).CurrentValue = Value(property, siteId, marked);
        }

        foreach (var key in type.GetForeignKeys())
        {
            var principal = made.FirstOrDefault(m => key.PrincipalEntityType.IsAssignableFrom(m.Key)).Value;
            for (var i = 0; i < key.Properties.Count; i++)
            {
                var source = key.PrincipalKey.Properties[i];
                entry.Property(key.Properties[i]).CurrentValue =
                    principal is not null ? source.PropertyInfo!.GetValue(principal) : key.IsRequired ? Value(key.Properties[i], siteId, marked) : null;
            }
        }

        entry.State = EntityState.Added;
        return row;
    }

    private object? Value(IProperty property, int siteId, bool marked)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        var n = ++number;
        return type switch
        {
            _ when property.Name is nameof(ISiteOwned.SiteId) or nameof(ITwoSided.OtherSiteId) => siteId,
            _ when type == typeof(Guid) => Guid.CreateVersion7(),
            _ when property.IsNullable && type != typeof(string) => null,
            _ when type == typeof(string) => Text(property, marked, n),
            _ when type == typeof(int) => property.IsPrimaryKey() ? n : 1,
            _ when type == typeof(DateOnly) => new DateOnly(2026, 10, 1),
            _ when type == typeof(TimeOnly) => new TimeOnly(8, 0),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero),
            _ when type.IsEnum => Enum.GetValues(type).GetValue(0),
            _ when type == typeof(byte[]) => new byte[] { 1 },
            _ => Activator.CreateInstance(type),
        };
    }

    // Long columns hold texts of a form of their own (JSON, XML): in rows that are opened they stay empty.
    private static string Text(IProperty property, bool marked, int n)
    {
        var longest = property.GetMaxLength() is { } most and > 0 ? most : int.MaxValue;
        if (!marked && longest > 2000)
        {
            return "";
        }

        var text = (marked ? Mark : "样") + n.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return text.Length > longest ? text[..longest] : text;
    }
}
