using System.Reflection;
using Microsoft.AspNetCore.Components;
using Platform.Host.Components;
using Platform.Infrastructure.Modules;

namespace Platform.BrowserTests.Pages;

/// <summary>Every page of the host and the modules, found in their assemblies.</summary>
internal static class RoutablePages
{
    public static IReadOnlyList<string> Templates(ModuleCatalog catalog) =>
    [
        .. catalog.Modules.Select(m => m.GetType().Assembly).Append(typeof(App).Assembly).Distinct()
            .SelectMany(a => a.GetTypes())
            .SelectMany(t => t.GetCustomAttributes<RouteAttribute>().Select(r => r.Template))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    public static bool HasParameters(string template) => template.Contains('{', StringComparison.Ordinal);

    /// <summary>True when the path is an instance of the template.</summary>
    public static bool Matches(string template, string path)
    {
        var (want, have) = (template.Trim('/').Split('/'), path.Trim('/').Split('/'));
        return want.Length == have.Length && want.Zip(have).All(p => p.First.StartsWith('{') || p.First == p.Second);
    }
}
