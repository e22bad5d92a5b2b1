using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.Infrastructure.Ui;

/// <summary>What the host adds for the kit.</summary>
public static class UiServices
{
    /// <summary>
    /// No script but our own files: no inline script, no evaluated strings, no other host. Styles may stand inline because charts set them.
    /// </summary>
    public const string ContentPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    public static IServiceCollection AddPlatformUi(this IServiceCollection services)
    {
        services.AddScoped<KitScript>();
        services.AddScoped<IDownloads, Downloads>();
        services.AddScoped<Notices>();
        services.AddScoped<Dialogs>();
        return services;
    }

    /// <summary>Sends the content security policy with every answer except the ones below <paramref name="exceptBelow"/>.</summary>
    public static IApplicationBuilder UseContentPolicy(this IApplicationBuilder app, params string[] exceptBelow) => app.Use((http, next) =>
    {
        if (!exceptBelow.Any(prefix => http.Request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase)))
        {
            http.Response.Headers.ContentSecurityPolicy = ContentPolicy;
            http.Response.Headers.XContentTypeOptions = "nosniff";
            http.Response.Headers["Referrer-Policy"] = "same-origin";
        }

        return next(http);
    });
}
