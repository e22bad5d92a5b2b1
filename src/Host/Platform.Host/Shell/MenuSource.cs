using Platform.Infrastructure.Modules;
using Platform.Infrastructure.Ui;

namespace Platform.Host.Shell;

/// <summary>The modules' menu entries, those the person may open and whose module is on in the active scope.</summary>
internal sealed class MenuSource : IMenuSource, IDisposable
{
    private readonly CurrentMe me;
    private readonly ModuleCatalog catalog;
    private readonly EnablementWatch watch;

    public MenuSource(CurrentMe me, ModuleCatalog catalog, EnablementWatch watch)
    {
        (this.me, this.catalog, this.watch) = (me, catalog, watch);
        watch.Changed += OnChanged;
    }

    public event Action? Changed;

    public async Task<IReadOnlyList<MenuGroup>> GetAsync(CancellationToken ct)
    {
        if (await me.GetAsync(ct) is not { } person)
        {
            return [];
        }

        var entries =
            from module in catalog.Modules
            where person.Modules.Contains(module.Id)
            from entry in module.Menu
            where person.Permissions.Contains(entry.Permission)
            orderby entry.Order, entry.Text
            select entry;
        return [.. entries.GroupBy(e => e.Group).Select(g => new MenuGroup(g.Key, [.. g.Select(e => new MenuItem(e.Text, e.Href, e.Icon))]))];
    }

    public async ValueTask<string?> DisabledModuleAsync(Type page, CancellationToken ct) =>
        catalog.ModuleOf(page) is { AlwaysOn: false } module && await me.GetAsync(ct) is { } person && !person.Modules.Contains(module.Id) ? module.Name : null;

    public void Dispose() => watch.Changed -= OnChanged;

    private void OnChanged()
    {
        me.Forget();
        Changed?.Invoke();
    }
}
