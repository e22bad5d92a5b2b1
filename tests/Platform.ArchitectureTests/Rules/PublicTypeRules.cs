using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.Infrastructure.Composition;

namespace Platform.ArchitectureTests.Rules;

/// <summary>
/// Public in a module: its module class, its Razor components and the types of their parameters, generated migrations. All else is internal.
/// </summary>
internal static class PublicTypeRules
{
    public static IEnumerable<string> Violations(IEnumerable<Type> exported)
    {
        var types = exported.ToList();
        var parameters = ParameterTypes(types.Where(IsComponent)).ToHashSet();
        return types
            .Where(t => !typeof(PlatformModule).IsAssignableFrom(t) && !IsComponent(t) && !parameters.Contains(t) && !IsGenerated(t))
            .Select(t => $"{t.FullName} is public");
    }

    // A file _Imports.razor becomes a public class of that name without members of its own.
    private static bool IsComponent(Type type) => typeof(IComponent).IsAssignableFrom(type) || type.Name == "_Imports";

    private static bool IsGenerated(Type type) => typeof(Migration).IsAssignableFrom(type) || typeof(ModelSnapshot).IsAssignableFrom(type);

    // A parameter's type drags the types of its own public members along: the compiler wants them as visible as itself.
    private static IEnumerable<Type> ParameterTypes(IEnumerable<Type> components)
    {
        var open = new Queue<Type>(components.SelectMany(c => c.GetProperties())
            .Where(p => p.GetCustomAttribute<ParameterAttribute>() is not null || p.GetCustomAttribute<CascadingParameterAttribute>() is not null)
            .SelectMany(p => Parts(p.PropertyType)));
        var seen = new HashSet<Type>();
        while (open.TryDequeue(out var type))
        {
            if (!seen.Add(type))
            {
                continue;
            }

            yield return type;
            foreach (var part in type.GetProperties().SelectMany(p => Parts(p.PropertyType)).Where(p => p.Assembly == type.Assembly))
            {
                open.Enqueue(part);
            }
        }
    }

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType)
        {
            return Parts(type.GetElementType()!);
        }

        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()) : [type];
    }
}
