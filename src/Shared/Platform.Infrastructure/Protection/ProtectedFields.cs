using Platform.Infrastructure.Data;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Protection;

/// <summary>All protected fields of all modules, found by scan: every entity property of type <see cref="ProtectedText"/>. No list of them exists.</summary>
public sealed class ProtectedFields
{
    private readonly Dictionary<string, (ProtectedField Field, Type Context)> byCode = new(StringComparer.Ordinal);

    public ProtectedFields(ModuleCatalog catalog)
    {
        foreach (var context in catalog.ContextTypes)
        {
            foreach (var field in In(context.Assembly.GetTypes()))
            {
                if (!byCode.TryAdd(field.Code, (field, context)))
                {
                    throw new InvalidOperationException($"Two protected fields are called '{field.Code}'.");
                }
            }
        }
    }

    public IEnumerable<ProtectedField> All => byCode.Values.Select(f => f.Field).OrderBy(f => f.Code, StringComparer.Ordinal);

    public ProtectedField? Find(string code) => byCode.GetValueOrDefault(code).Field;

    public IEnumerable<ProtectedField> Of(string subject) => All.Where(f => f.Subject == subject);

    /// <summary>The context that holds the field's records.</summary>
    internal Type ContextOf(ProtectedField field) => byCode[field.Code].Context;

    internal static IEnumerable<ProtectedField> In(IEnumerable<Type> types) =>
        from type in types
        where !type.IsAbstract && typeof(Entity).IsAssignableFrom(type)
        from property in type.GetProperties()
        where property.PropertyType == typeof(ProtectedText)
        select (ProtectedField)Activator.CreateInstance(
            typeof(ProtectedField<>).MakeGenericType(type),
            System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance,
            null,
            [property],
            null)!;
}
