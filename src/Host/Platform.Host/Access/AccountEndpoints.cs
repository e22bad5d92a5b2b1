using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access.Scope;
using Platform.Infrastructure.Access.Sessions;
using Platform.Infrastructure.Access.SignIn;

namespace Platform.Host.Access;

/// <summary>The two forms of the shell that change the cookie or the scope, and signing in for other programs.</summary>
internal static class AccountEndpoints
{
    public static void MapAccountEndpoints(this WebApplication app)
    {
        app.MapPost("/account/sign-out", async (HttpContext http, IMediator mediator, [FromForm] string? returnUrl, CancellationToken ct) =>
        {
            try
            {
                await mediator.Send(new SignOut(), ct);
            }
            catch (RefusalException)
            {
                // The session was over already.
            }

            await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            return Results.LocalRedirect(Local(returnUrl, "/sign-in"));
        }).ExcludeFromDescription();

        app.MapPost("/account/scope", async (IMediator mediator, [FromForm] int division, [FromForm] string? returnUrl, CancellationToken ct) =>
        {
            try
            {
                await mediator.Send(new SwitchScope(division), ct);
            }
            catch (RefusalException refusal) when (refusal.Kind == RefusalKind.NotSignedIn)
            {
                return Results.LocalRedirect("/sign-in");
            }
            catch (RefusalException)
            {
                // The division left the caller's reach since the list was shown: stay where we are.
            }

            return Results.LocalRedirect(Local(returnUrl, "/"));
        }).ExcludeFromDescription();

        app.MapPost("/api/sign-in", async (HttpContext http, [FromBody] SignIn request, IMediator mediator, CancellationToken ct) =>
        {
            var result = await mediator.Send(request, ct);
            if (!result.Succeeded)
            {
                throw new RefusalException(
                    result.Ticket.Length == 0 ? "WRONG_PASSWORD" : request.Code is { Length: > 0 } ? "WRONG_CODE" : "SECOND_FACTOR_NEEDED", result.Message, RefusalKind.NotSignedIn);
            }

            await http.SignInAsync(AccountClaims.Principal(result));
            return Results.NoContent();
        }).WithSummary("登录，返回登录 Cookie；启用动态口令的账号另填 code").WithTags("登录").Produces(StatusCodes.Status204NoContent).DisableAntiforgery();
    }

    /// <summary>Only addresses of this site.</summary>
    internal static string Local(string? url, string otherwise) =>
        url is { Length: > 0 } && url[0] == '/' && !url.StartsWith("//", StringComparison.Ordinal) && !url.StartsWith("/\\", StringComparison.Ordinal) ? url : otherwise;
}
