using System.Reflection;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Trail;

namespace Platform.ArchitectureTests.Rules;

/// <summary>What stands in the trail stands there in words a person reads: every kind of record, field and command has Chinese ones.</summary>
internal static class TrailRules
{
    public static IEnumerable<string> UnnamedRecords(ModuleDbContext db) =>
        from entity in ModelRules.ModelOf(db).GetEntityTypes()
        where !entity.IsOwned() && ChangeRecorder.IsTrailed(entity.ClrType)
        from fault in UnnamedParts(entity.ClrType, entity.GetProperties().Where(p => !p.IsPrimaryKey() && !p.IsShadowProperty()).Select(p => p.PropertyInfo!)
            .Concat(entity.GetComplexProperties().Select(p => p.PropertyInfo!)))
        select fault;

    public static IEnumerable<string> UnnamedCommands(IEnumerable<Type> requests) =>
        from type in requests
        where typeof(ICommandBase).IsAssignableFrom(type) && type.GetCustomAttribute<EndpointAttribute>() is null && type.GetCustomAttribute<LabelAttribute>() is null
        select $"{type.FullName} has neither [Endpoint] nor [Label]";

    private static IEnumerable<string> UnnamedParts(Type type, IEnumerable<PropertyInfo> properties)
    {
        if (type.GetCustomAttribute<LabelAttribute>() is null)
        {
            yield return $"{type.FullName} has no [Label]";
        }

        foreach (var property in properties.Where(p => p.GetCustomAttribute<LabelAttribute>() is null && !TrailWords.CommonFields.ContainsKey(p.Name)
            && !ChangeRecorder.Bookkeeping.Contains(p.Name)))
        {
            yield return $"{type.FullName}.{property.Name} has no [Label]";
        }
    }
}
