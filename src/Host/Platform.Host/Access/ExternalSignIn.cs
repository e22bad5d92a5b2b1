using System.Security.Claims;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Platform.Infrastructure.Access.SignIn;
using Platform.Infrastructure.Ui;

namespace Platform.Host.Access;

/// <summary>
/// Section <c>OpenIdConnect</c>: the identity service of the county or the province. Off while <see cref="Authority"/> is empty. The service says who
/// somebody is; what they may do, whether they are locked out and whether a one-time password is due stays with the account of the same name.
/// </summary>
public sealed class ExternalSignInSettings
{
    public const string Section = "OpenIdConnect";

    /// <summary>Address of the service; its discovery document lies under <c>/.well-known/openid-configuration</c>.</summary>
    public string Authority { get; set; } = "";

    public string ClientId { get; set; } = "";

    /// <summary>Belongs into the environment (<c>PLATFORM_OpenIdConnect__ClientSecret</c>), not into a file.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>The claim that holds the account's name here. Only one that the service itself assigns: whoever can choose it can choose an account.</summary>
    public string AccountClaim { get; set; } = "preferred_username";

    /// <summary>What the button calls the service.</summary>
    public string Name { get; set; } = "统一身份认证";

    /// <summary>False only to try out with a service on the same machine.</summary>
    public bool RequireHttps { get; set; } = true;

    public bool On => Authority.Length > 0;
}

/// <summary>The way in through an identity service: there with the button, back through <c>/signin-oidc</c>, then the same door as with a password.</summary>
internal static class ExternalSignIn
{
    public const string Path = "/account/external";

    /// <summary>Carries a right sign-in that still awaits its one-time password to the sign-in page.</summary>
    public const string TicketCookie = "platform.ticket";

    public static void AddExternalSignIn(this AuthenticationBuilder authentication, IConfiguration configuration)
    {
        var section = configuration.GetSection(ExternalSignInSettings.Section);
        authentication.Services.Configure<ExternalSignInSettings>(section);
        if (section.Get<ExternalSignInSettings>() is not { On: true } settings)
        {
            return;
        }

        authentication.AddOpenIdConnect(options =>
        {
            options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            options.Authority = settings.Authority;
            options.ClientId = settings.ClientId;
            options.ClientSecret = settings.ClientSecret;
            options.RequireHttpsMetadata = settings.RequireHttps;
            options.ResponseType = OpenIdConnectResponseType.Code;
            options.ResponseMode = OpenIdConnectResponseMode.Query;
            options.MapInboundClaims = false;
            options.GetClaimsFromUserInfoEndpoint = true;
            options.ClaimActions.MapUniqueJsonKey(settings.AccountClaim, settings.AccountClaim);
            foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
            {
                cookie.SameSite = SameSiteMode.Lax;
                cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            }

            options.Events.OnTicketReceived = context => EnterAsync(context, settings.AccountClaim);
            options.Events.OnRemoteFailure = context =>
            {
                Log(context.HttpContext).LogWarning("Sign-in through the identity service failed: {Error}", context.Failure?.Message);
                context.HandleResponse();
                context.Response.Redirect(SignInPage("external-failed", context.Properties?.RedirectUri));
                return Task.CompletedTask;
            };
        });
    }

    public static void MapExternalSignIn(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<ExternalSignInSettings>>().Value.On)
        {
            app.MapGet(Path, LeaveAsync).ExcludeFromDescription();
        }
    }

    private static async Task LeaveAsync(HttpContext http, string? returnUrl)
    {
        try
        {
            await http.ChallengeAsync(OpenIdConnectDefaults.AuthenticationScheme, new AuthenticationProperties { RedirectUri = AccountEndpoints.Local(returnUrl, "/") });
        }
        catch (Exception exception) when (exception is InvalidOperationException or HttpRequestException)
        {
            Log(http).LogWarning("The identity service cannot be reached: {Error}", exception.Message);
            http.Response.Redirect(SignInPage("external-failed", returnUrl));
        }
    }

    private static async Task EnterAsync(TicketReceivedContext context, string accountClaim)
    {
        var http = context.HttpContext;
        var name = context.Principal?.FindFirstValue(accountClaim) ?? "";
        var result = await http.RequestServices.GetRequiredService<IMediator>().Send(new SignInFromOutside(name), http.RequestAborted);
        if (result.Succeeded)
        {
            context.Principal = AccountClaims.Principal(result);
            context.Properties = new AuthenticationProperties();
            return;
        }

        context.HandleResponse();
        if (result.Ticket.Length > 0)
        {
            http.Response.Cookies.Append(TicketCookie, result.Ticket, new CookieOptions { HttpOnly = true, Secure = http.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = ShellRoutes.SignIn });
        }

        http.Response.Redirect(SignInPage(result.Ticket.Length > 0 ? "external-code" : "external-unknown", context.ReturnUri));
    }

    private static string SignInPage(string reason, string? returnUrl) =>
        returnUrl is { Length: > 1 } ? $"{ShellRoutes.SignIn}?reason={reason}&returnUrl={Uri.EscapeDataString(returnUrl)}" : $"{ShellRoutes.SignIn}?reason={reason}";

    private static ILogger Log(HttpContext http) => http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ExternalSignIn));
}
