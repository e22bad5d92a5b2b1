using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
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
            .AddAdditionalAssemblies([.. catalog.Modules.Select(m => m.GetType().Assembly).Distinct()])
            .Add(OnlySignedIn);
    }

    // The pages' live connection is for people who are signed in; what strangers see is plain HTML.
    private static void OnlySignedIn(EndpointBuilder endpoint)
    {
        if (endpoint.Metadata.OfType<HubMetadata>().Any())
        {
            endpoint.Metadata.Add(new AuthorizeAttribute());
        }
    }
}
