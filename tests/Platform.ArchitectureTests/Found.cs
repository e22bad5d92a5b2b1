using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyModel;
using Platform.Infrastructure.Composition;
using Platform.Infrastructure.Data;

namespace Platform.ArchitectureTests;

/// <summary>What a scan finds; nothing is listed.</summary>
internal static class Found
{
    /// <summary>Assemblies of the solution's projects that this test project reaches, without itself.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
    [
        .. DependencyContext.Default!.RuntimeLibraries
            .Where(l => l.Type == "project" && l.Name != typeof(Found).Assembly.GetName().Name)
            .Select(l => Assembly.Load(new AssemblyName(l.Name))),
    ];

    /// <summary>Assemblies with a module class: those below src/Modules and the shared ones that are modules too.</summary>
    public static IReadOnlyList<Assembly> ModuleAssemblies { get; } =
        [.. Assemblies.Where(a => a.GetTypes().Any(IsModule))];

    public static IReadOnlyList<PlatformModule> Modules { get; } =
        [.. ModuleAssemblies.SelectMany(a => a.GetTypes()).Where(IsModule).Select(t => (PlatformModule)Activator.CreateInstance(t)!)];

    public static IReadOnlyList<Type> ContextTypes { get; } = [.. Assemblies.SelectMany(ContextsIn)];

    public static IEnumerable<Type> ContextsIn(Assembly assembly) =>
        assembly.GetTypes().Where(t => !t.IsAbstract && typeof(ModuleDbContext).IsAssignableFrom(t));

    public static ModuleDbContext Context(Type type, DatabaseProvider provider = DatabaseProvider.Sqlite) =>
        (ModuleDbContext)Activator.CreateInstance(type, new DesignTimeModuleContext(provider))!;

    private static bool IsModule(Type type) => !type.IsAbstract && typeof(PlatformModule).IsAssignableFrom(type);
}
