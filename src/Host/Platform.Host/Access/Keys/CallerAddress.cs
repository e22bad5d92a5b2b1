using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.HttpOverrides;

namespace Platform.Host.Access.Keys;

/// <summary>
/// From where a caller comes. Proxies are believed only when configured: <c>Proxy:Known</c> lists their addresses or networks, separated by
/// semicolons, and <c>Proxy:Hops</c> says how many stand one behind the other (1).
/// </summary>
internal static class CallerAddress
{
    /// <summary>Given to open pages with their user: a circuit has no request of its own to ask.</summary>
    public const string Claim = "platform:address";

    public static void AddProxies(this IServiceCollection services, IConfiguration configuration) => services.Configure<ForwardedHeadersOptions>(options =>
    {
        var known = (configuration["Proxy:Known"] ?? "").Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries);
        options.ForwardedHeaders = known.Length > 0 ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto : ForwardedHeaders.None;
        options.ForwardLimit = configuration.GetValue("Proxy:Hops", 1);
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var text in known)
        {
            if (IPAddress.TryParse(text, out var proxy))
            {
                options.KnownProxies.Add(proxy);
            }
            else
            {
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(text));
            }
        }
    });

    /// <summary>Adds the address to a copy of the user, so that it never gets into the sign-in cookie.</summary>
    public static void UseCallerAddress(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (http.User.Identity?.IsAuthenticated == true && http.Connection.RemoteIpAddress is { } address)
        {
            http.User = new ClaimsPrincipal([.. http.User.Identities, new ClaimsIdentity([new Claim(Claim, address.ToString())])]);
        }

        return next(http);
    });
}
