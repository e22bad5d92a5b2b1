using Platform.Host.Shell;
using Platform.Infrastructure.Ui;
using Platform.Infrastructure.Web;

namespace Platform.Host.Web;

internal static class WebServices
{
    public static void AddPlatformWeb(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.AddExceptionHandler<RefusalHandler>();
        services.AddHealthChecks().AddCheck<DatabaseReady>("database", tags: ["ready"]);
        services.AddPlatformApiDescription();
        services.AddAntiforgery();
        services.AddOutputCache();
        services.AddSingleton<EnablementWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<EnablementWatch>());
        services.AddSingleton<SessionWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<SessionWatch>());
        services.AddRazorComponents().AddInteractiveServerComponents()

            // Autofac offers every array as a collection of services; SignalR would take the bytes of an uploaded file for one.
            .AddHubOptions(options => options.DisableImplicitFromServicesParameters = true);
        services.AddPlatformUi();
        services.AddResponseCompression();
        services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(o => o.Limits.MaxRequestBodySize = 200L * 1024 * 1024);
    }
}
