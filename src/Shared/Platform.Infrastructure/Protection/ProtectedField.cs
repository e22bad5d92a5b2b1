using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Protection;

/// <summary>A protected field of one kind of record, as its attribute declares it, and the few things that are done to such fields whatever they hold.</summary>
public abstract class ProtectedField
{
    private protected ProtectedField(Type record, PropertyInfo property)
    {
        Declared = property.GetCustomAttribute<ProtectedAttribute>()
            ?? throw new InvalidOperationException($"{record.Name}.{property.Name} is a ProtectedText without [Protected(…)].");
        (Record, Property) = (record, property);
    }

    public string Code => Declared.Code;

    public string Name => Declared.Name;

    public PersonalKind Kind => Declared.Kind;

    /// <summary>What values rest on where no consent is recorded.</summary>
    public string Article => Declared.Article;

    public string Permission => Declared.Permission;

    public string ManagePermission => Declared.ManagePermission;

    /// <summary>Kind of record in references such as <c>staff:{id}</c>.</summary>
    public string Subject => Code[..Code.IndexOf('.', StringComparison.Ordinal)];

    internal Type Record { get; }

    internal PropertyInfo Property { get; }

    private ProtectedAttribute Declared { get; }

    public string RefOf(Guid id) => $"{Subject}:{id}";

    internal abstract ProtectedText Get(Entity record);

    internal abstract BlindIndex IndexOf(Entity record);

    internal abstract void Set(Entity record, ProtectedText value, BlindIndex index);

    /// <summary>Records by id inside the caller's scope. One statement.</summary>
    internal abstract Task<List<Entity>> LoadAsync(ModuleDbContext db, IReadOnlyList<Guid> ids, CancellationToken cancellationToken);

    /// <summary>The next values in the order of the key, of all sites. One statement.</summary>
    internal abstract Task<List<StoredValue>> NextAsync(ModuleDbContext db, Guid after, int take, CancellationToken cancellationToken);

    /// <summary>Puts another sealing of the same content in the place of one that nobody has changed meanwhile.</summary>
    /// <returns>False: the value was changed.</returns>
    internal abstract Task<bool> ReplaceAsync(ModuleDbContext db, StoredValue old, ProtectedText value, BlindIndex index, CancellationToken cancellationToken);
}

internal sealed record StoredValue(Guid Id, ProtectedText Value);

/// <summary>A protected field of <typeparamref name="TRecord"/>; modules keep it in a static: <c>ProtectedField&lt;StaffMember&gt;.Of(nameof(StaffMember.Phone))</c>.</summary>
public sealed class ProtectedField<TRecord> : ProtectedField
    where TRecord : Entity
{
    private readonly Func<TRecord, ProtectedText> get;
    private readonly Action<TRecord, ProtectedText> set;
    private readonly Func<TRecord, BlindIndex>? getIndex;
    private readonly Action<TRecord, BlindIndex>? setIndex;
    private readonly string? indexName;

    internal ProtectedField(PropertyInfo property)
        : base(typeof(TRecord), property)
    {
        get = property.GetMethod!.CreateDelegate<Func<TRecord, ProtectedText>>();
        set = property.SetMethod!.CreateDelegate<Action<TRecord, ProtectedText>>();
        if (typeof(TRecord).GetProperty(property.Name + "Index") is { } index && index.PropertyType == typeof(BlindIndex))
        {
            indexName = index.Name;
            getIndex = index.GetMethod!.CreateDelegate<Func<TRecord, BlindIndex>>();
            setIndex = index.SetMethod!.CreateDelegate<Action<TRecord, BlindIndex>>();
        }
    }

    public static ProtectedField<TRecord> Of(string property) => new(typeof(TRecord).GetProperty(property)!);

    internal override ProtectedText Get(Entity record) => get((TRecord)record);

    internal override BlindIndex IndexOf(Entity record) => getIndex?.Invoke((TRecord)record) ?? default;

    internal override void Set(Entity record, ProtectedText value, BlindIndex index)
    {
        set((TRecord)record, value);
        setIndex?.Invoke((TRecord)record, index);
    }

    internal override async Task<List<Entity>> LoadAsync(ModuleDbContext db, IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        [.. await db.Set<TRecord>().Where(e => ids.Contains(e.Id)).ToListAsync(cancellationToken)];

    internal override Task<List<StoredValue>> NextAsync(ModuleDbContext db, Guid after, int take, CancellationToken cancellationToken)
    {
        var name = Property.Name;
        return db.Set<TRecord>().IgnoreQueryFilters().AsNoTracking()
            .Where(e => e.Id > after && EF.Property<ProtectedText>(e, name) != default)
            .OrderBy(e => e.Id).Take(take)
            .Select(e => new StoredValue(e.Id, EF.Property<ProtectedText>(e, name)))
            .ToListAsync(cancellationToken);
    }

    internal override async Task<bool> ReplaceAsync(ModuleDbContext db, StoredValue old, ProtectedText value, BlindIndex index, CancellationToken cancellationToken)
    {
        var (name, id, was) = (Property.Name, old.Id, old.Value);
        var row = db.Set<TRecord>().IgnoreQueryFilters().Where(e => e.Id == id && EF.Property<ProtectedText>(e, name) == was);
        var changed = indexName is { } second
            ? await row.ExecuteUpdateAsync(
                s => s.SetProperty(e => EF.Property<ProtectedText>(e, name), value).SetProperty(e => EF.Property<BlindIndex>(e, second), index), cancellationToken)
            : await row.ExecuteUpdateAsync(s => s.SetProperty(e => EF.Property<ProtectedText>(e, name), value), cancellationToken);
        return changed > 0;
    }
}
