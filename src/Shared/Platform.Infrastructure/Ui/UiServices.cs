using Microsoft.Extensions.DependencyInjection;

namespace Platform.Infrastructure.Ui;

/// <summary>What the host adds for the kit.</summary>
public static class UiServices
{
    public static IServiceCollection AddPlatformUi(this IServiceCollection services)
    {
        services.AddScoped<KitScript>();
        services.AddScoped<IDownloads, Downloads>();
        services.AddScoped<Notices>();
        services.AddScoped<Dialogs>();
        return services;
    }
}
