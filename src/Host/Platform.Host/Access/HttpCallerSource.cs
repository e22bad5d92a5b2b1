using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Platform.Contracts.Access;
using Platform.Host.Access.Keys;
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
            var address = context.Connection.RemoteIpAddress?.ToString();
            return context.Features.Get<PresentedKey>()?.Verdict.Key is { } key
                ? new Caller(Guid.Empty, "", ActorChannel.Api, address) { KeyId = key.Id }
                : From(context.User, channel, address) with { Device = DeviceText.Of(context.Request.Headers.UserAgent) };
        }

        if (services.GetService<AuthenticationStateProvider>() is { } pages)
        {
            var user = (await pages.GetAuthenticationStateAsync()).User;
            return From(user, ActorChannel.Page, user.FindFirstValue(CallerAddress.Claim));
        }

        return Caller.Nobody;
    }

    private static Caller From(ClaimsPrincipal user, ActorChannel channel, string? address) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) && AccountClaims.SessionOf(user) is { } session
            ? new Caller(id, user.FindFirstValue(AccountClaims.Stamp) ?? "", channel, address) { SessionId = session }
            : Caller.Nobody with { Channel = channel, RemoteAddress = address };
}
