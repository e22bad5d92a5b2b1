using System.Reflection;
using Microsoft.Extensions.DependencyModel;
using Platform.Infrastructure.Composition;

namespace Platform.Host.Composition;

/// <summary>Finds the modules among the projects the application was built from. No list of modules exists anywhere.</summary>
internal static class ModuleDiscovery
{
    public static IReadOnlyList<PlatformModule> Find()
    {
        var context = DependencyContext.Default ?? throw new InvalidOperationException("The application has no dependency context (deps.json).");
        var modules = context.RuntimeLibraries
            .Where(l => l.Type == "project")
            .SelectMany(l => Load(l.Name)?.GetTypes() ?? [])
            .Where(t => t is { IsAbstract: false, IsPublic: true } && typeof(PlatformModule).IsAssignableFrom(t))
            .Select(t => (PlatformModule)Activator.CreateInstance(t)!)
            .OrderBy(m => m.Id, StringComparer.Ordinal)
            .ToList();
        return modules.Count > 0 ? modules : throw new InvalidOperationException("No module was found.");
    }

    private static Assembly? Load(string name)
    {
        try
        {
            return Assembly.Load(new AssemblyName(name));
        }
        catch (FileNotFoundException)
        {
            // A project of the graph that ships no assembly of its own, such as a test project's referenced tool.
            return null;
        }
    }
}
