using System.Reflection;
using MediatR;
using Platform.Contracts.Contributions;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Modules;

/// <summary>The modules that were found, and which type belongs to which of them.</summary>
public sealed class ModuleCatalog
{
    private readonly Dictionary<Assembly, IModule> byAssembly;
    private readonly Dictionary<Type, List<Contributor>> contributors = [];

    public ModuleCatalog(IEnumerable<IModule> modules)
    {
        Modules = [.. modules.OrderBy(m => m.AlwaysOn ? 0 : 1).ThenBy(m => m.Id, StringComparer.Ordinal)];
        byAssembly = Modules.ToDictionary(m => m.GetType().Assembly);
        Check();
        foreach (var module in Modules)
        {
            foreach (var (handler, request) in ContributionHandlers(module.GetType().Assembly))
            {
                if (!contributors.TryGetValue(request, out var list))
                {
                    contributors[request] = list = [];
                }

                list.Add((Contributor)Activator.CreateInstance(typeof(Contributor<>).MakeGenericType(request), module, handler)!);
            }
        }
    }

    public IReadOnlyList<IModule> Modules { get; }

    public IEnumerable<IModule> Switchable => Modules.Where(m => !m.AlwaysOn);

    public IEnumerable<PermissionDefinition> Permissions => Modules.SelectMany(m => m.Permissions);

    public IModule? ModuleOf(Type type) => byAssembly.GetValueOrDefault(type.Assembly);

    public IModule? Find(string id) => Modules.FirstOrDefault(m => m.Id == id);

    /// <summary>The module whose context this is, by table prefix owner.</summary>
    public IEnumerable<Type> ContextTypes => Modules.SelectMany(m => m.GetType().Assembly.GetTypes())
        .Where(t => !t.IsAbstract && typeof(ModuleDbContext).IsAssignableFrom(t));

    internal IReadOnlyList<Contributor> ContributorsOf(Type request) => contributors.GetValueOrDefault(request) ?? [];

    private static IEnumerable<(Type Handler, Type Request)> ContributionHandlers(Assembly assembly) =>
        from type in assembly.GetTypes()
        where type is { IsClass: true, IsAbstract: false }
        from service in type.GetInterfaces()
        where service.IsGenericType && service.GetGenericTypeDefinition() == typeof(INotificationHandler<>)
        let request = service.GetGenericArguments()[0]
        where typeof(ContributionRequest).IsAssignableFrom(request)
        orderby type.FullName
        select (type, request);

    // Missing wiring throws at start, naming the fault.
    private void Check()
    {
        foreach (var twice in Modules.GroupBy(m => m.Id).Where(g => g.Count() > 1))
        {
            throw new InvalidOperationException($"Two modules are called '{twice.Key}'.");
        }

        foreach (var (module, required) in Modules.SelectMany(m => m.Requires.Select(r => (m, r))))
        {
            if (Find(required) is null)
            {
                throw new InvalidOperationException($"Module '{module.Id}' requires '{required}', which was not found.");
            }
        }

        foreach (var twice in Modules.SelectMany(m => m.Duties).GroupBy(d => d.Code).Where(g => g.Count() > 1))
        {
            throw new InvalidOperationException($"Duty '{twice.Key}' is defined twice.");
        }
    }
}
