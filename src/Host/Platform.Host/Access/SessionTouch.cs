using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Platform.Infrastructure.Access.Sessions;

namespace Platform.Host.Access;

/// <summary>Requests and clicks keep a sign-in alive; open pages that only listen, and reconnecting ones, do not.</summary>
internal static class SessionTouch
{
    public static void UseSessionTouch(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (AccountClaims.SessionOf(http.User) is { } session && !http.Request.Path.StartsWithSegments("/_blazor"))
        {
            await http.RequestServices.GetRequiredService<SessionActivity>().SeenAsync(session);
        }

        await next(http);
    });
}

/// <summary>Hears what the person does in an open page.</summary>
internal sealed class SessionCircuitHandler(AuthenticationStateProvider who, SessionActivity activity) : CircuitHandler
{
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        if (AccountClaims.SessionOf((await who.GetAuthenticationStateAsync()).User) is { } session)
        {
            await activity.SeenAsync(session);
        }

        await next(context);
    };
}
