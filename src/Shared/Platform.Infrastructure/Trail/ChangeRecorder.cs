using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Trail;

/// <summary>
/// Reads before and after out of EF's change tracker at every save, for every module alike. Values of <see cref="SensitiveAttribute"/>
/// properties are never read; machine rows (<see cref="NotTrailedAttribute"/>) are passed over.
/// </summary>
internal static class ChangeRecorder
{
    public static readonly HashSet<string> Bookkeeping = [nameof(IVersioned.Version), nameof(ISiteOwned.SiteId), nameof(ITwoSided.OtherSiteId), "ConcurrencyStamp"];
    private static readonly ConcurrentDictionary<Type, bool> Trailed = [];
    private static readonly ConcurrentDictionary<PropertyInfo, bool> Hidden = [];

    public static void Record(ChangeLog log, IEnumerable<EntityEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (!IsTrailed(entry.Metadata.ClrType) || entry.Metadata.IsOwned())
            {
                continue;
            }

            var kind = entry.State switch { EntityState.Added => ChangeKind.Added, EntityState.Deleted => ChangeKind.Deleted, _ => ChangeKind.Changed };
            if (log.Full)
            {
                log.Count(entry.Metadata.ClrType.Name, kind, 1);
                continue;
            }

            var fields = Fields(entry, kind);
            if (fields.Count > 0 || kind != ChangeKind.Changed)
            {
                log.Add(new RecordedChange(entry.Metadata.ClrType.Name, KeyOf(entry), kind, fields));
            }
        }
    }

    public static void RecordBulk<TRow>(ChangeLog log, long rows)
    {
        if (rows > 0 && IsTrailed(typeof(TRow)))
        {
            log.Count(typeof(TRow).Name, ChangeKind.Bulk, rows);
        }
    }

    /// <summary>False also for the token tables of the identity library, which hold nothing but secrets.</summary>
    public static bool IsTrailed(Type type) => Trailed.GetOrAdd(type, static t =>
        t.GetCustomAttribute<NotTrailedAttribute>() is null && t.Namespace?.StartsWith("Microsoft.", StringComparison.Ordinal) != true);

    /// <summary>True: the trail may say that it changed, and nothing more.</summary>
    public static bool IsHidden(PropertyInfo? property) =>
        property is not null && Hidden.GetOrAdd(property, static p => p.GetCustomAttribute<SensitiveAttribute>() is not null);

    private static List<FieldChange> Fields(EntityEntry entry, ChangeKind kind)
    {
        var fields = new List<FieldChange>();
        foreach (var property in entry.Properties)
        {
            if (property.Metadata.IsPrimaryKey() || property.Metadata.IsShadowProperty() || Bookkeeping.Contains(property.Metadata.Name))
            {
                continue;
            }

            if (kind == ChangeKind.Changed && (!property.IsModified || Equals(property.OriginalValue, property.CurrentValue)))
            {
                continue;
            }

            var (before, after) = (kind == ChangeKind.Added ? null : property.OriginalValue, kind == ChangeKind.Deleted ? null : property.CurrentValue);
            if (!IsEmpty(before) || !IsEmpty(after))
            {
                fields.Add(IsHidden(property.Metadata.PropertyInfo)
                    ? new FieldChange(property.Metadata.Name, null, null, Hidden: true)
                    : new FieldChange(property.Metadata.Name, ChangeJson.Text(before), ChangeJson.Text(after)));
            }
        }

        // The parts of a complex value are the value's own business: that it changed is enough.
        fields.AddRange(entry.ComplexProperties.Where(c => kind != ChangeKind.Changed || c.IsModified).Select(c => new FieldChange(c.Metadata.Name, null, null, Hidden: true)));
        return fields;
    }

    private static bool IsEmpty(object? value) => value is null or "" || (value is Guid id && id == Guid.Empty);

    private static string KeyOf(EntityEntry entry) =>
        string.Join('/', entry.Metadata.FindPrimaryKey()!.Properties.Select(p => ChangeJson.Text(entry.Property(p.Name).CurrentValue)));
}
