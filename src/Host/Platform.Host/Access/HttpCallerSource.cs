using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Platform.Contracts.Access;
using Platform.Infrastructure.Access;

namespace Platform.Host.Access;

/// <summary>The caller behind the sign-in cookie, in an HTTP request or in an open page's circuit.</summary>
internal sealed class HttpCallerSource(IHttpContextAccessor http, IServiceProvider services) : ICallerSource
{
    public async ValueTask<Caller> GetAsync()
    {
        if (http.HttpContext is { } context)
        {
            var channel = context.Request.Path.StartsWithSegments("/api") ? ActorChannel.Api : ActorChannel.Page;
            return From(context.User, channel, context.Connection.RemoteIpAddress?.ToString());
        }

        if (services.GetService<AuthenticationStateProvider>() is { } pages)
        {
            return From((await pages.GetAuthenticationStateAsync()).User, ActorChannel.Page, null);
        }

        return Caller.Nobody;
    }

    private static Caller From(ClaimsPrincipal user, ActorChannel channel, string? address) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            ? new Caller(id, user.FindFirstValue(AccountClaims.Stamp) ?? "", channel, address)
            : Caller.Nobody with { Channel = channel, RemoteAddress = address };
}
