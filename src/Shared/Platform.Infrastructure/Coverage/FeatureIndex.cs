using System.Reflection;
using Microsoft.AspNetCore.Components;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Coverage;

/// <summary>Something of the platform that says it serves clauses.</summary>
/// <param name="Kind">Chinese: 页面, 办理, 查询, 职责, 稽核 or 考评指标.</param>
/// <param name="Page">The page on which it is found; null when it has none of its own.</param>
internal sealed record Feature(IModule Module, string Kind, string Name, FeaturePage? Page, IReadOnlyList<string> Clauses);

/// <param name="Permission">Null: any signed-in person may open it.</param>
internal sealed record FeaturePage(string Href, string? Permission, IModule Module);

/// <summary>Collects what the modules declare: clause ids on requests and pages, on duties, checks and indicators. Nothing is listed by hand.</summary>
internal sealed class FeatureIndex(ModuleCatalog catalog)
{
    private readonly List<(Type Type, string Route)> routes =
    [
        .. from module in catalog.Modules
           from type in module.GetType().Assembly.GetTypes()
           from route in type.GetCustomAttributes<RouteAttribute>()
           where !route.Template.Contains('{', StringComparison.Ordinal)
           orderby route.Template.Length, route.Template
           select (type, route.Template),
    ];

    private readonly Dictionary<string, MenuEntry> menu = catalog.Modules.SelectMany(m => m.Menu).GroupBy(e => e.Href).ToDictionary(g => g.Key, g => g.First());

    public IEnumerable<Feature> All() => catalog.Modules.SelectMany(Of);

    private IEnumerable<Feature> Of(IModule module)
    {
        foreach (var type in module.GetType().Assembly.GetTypes())
        {
            if (type.GetCustomAttribute<ClausesAttribute>() is { } clauses)
            {
                yield return Declared(module, type, clauses.Ids);
            }
        }

        foreach (var duty in module.Duties.Where(d => d.Clauses.Count > 0))
        {
            yield return new Feature(module, "职责", duty.Name, At(duty.EvidenceLink?.Split('{', '?')[0].TrimEnd('/')), duty.Clauses);
        }

        foreach (var check in module.AuditChecks.Where(c => c.Clauses.Count > 0))
        {
            yield return new Feature(module, "稽核", check.Name, null, check.Clauses);
        }

        foreach (var indicator in module.Indicators.Where(i => i.Clauses.Count > 0))
        {
            yield return new Feature(module, "考评指标", indicator.Name, null, indicator.Clauses);
        }
    }

    private Feature Declared(IModule module, Type type, IReadOnlyList<string> clauses)
    {
        if (type.GetCustomAttributes<RouteAttribute>().FirstOrDefault() is { } route)
        {
            var entry = MenuAbove(route.Template);
            return new Feature(module, "页面", entry?.Text ?? route.Template, At(entry?.Href) ?? At(route.Template), clauses);
        }

        var kind = typeof(ICommandBase).IsAssignableFrom(type) ? "办理" : "查询";
        return new Feature(module, kind, type.GetCustomAttribute<EndpointAttribute>()?.Summary ?? type.GetCustomAttribute<LabelAttribute>()?.Text ?? type.Name, Beside(type), clauses);
    }

    // A request stands in the folder of its use case, next to the page that sends it.
    private FeaturePage? Beside(Type request)
    {
        var here = routes.Where(r => r.Type.Assembly == request.Assembly && r.Type.Namespace == request.Namespace).Select(r => r.Route).ToList();
        return At(here.Find(menu.ContainsKey) ?? here.FirstOrDefault());
    }

    private FeaturePage? At(string? href) =>
        routes.Find(r => r.Route == href) is { Type: { } type } && catalog.ModuleOf(type) is { } module
            ? new FeaturePage(href!, type.GetCustomAttribute<RequiresAttribute>()?.Permission, module)
            : null;

    private MenuEntry? MenuAbove(string template) =>
        menu.Values.Where(e => template == e.Href || template.StartsWith(e.Href + "/", StringComparison.Ordinal)).MaxBy(e => e.Href.Length);
}
