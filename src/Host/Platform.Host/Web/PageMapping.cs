using Platform.Host.Components;
using Platform.Infrastructure.Modules;

namespace Platform.Host.Web;

internal static class PageMapping
{
    public static void MapPlatformPages(this WebApplication app)
    {
        var catalog = app.Services.GetRequiredService<ModuleCatalog>();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode()
            .AddAdditionalAssemblies([.. catalog.Modules.Select(m => m.GetType().Assembly).Distinct()]);
    }
}
