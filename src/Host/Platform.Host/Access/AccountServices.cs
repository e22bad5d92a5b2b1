using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Access.Passwords;
using Platform.Infrastructure.Access.Sessions;
using Platform.Infrastructure.Access.SignIn;
using Platform.Infrastructure.Mail;
using Platform.Infrastructure.Protection.Keys;

namespace Platform.Host.Access;

internal static class AccountServices
{
    public static void AddPlatformAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpContextAccessor();
        services.Configure<PasswordSettings>(configuration.GetSection(PasswordSettings.Section));
        services.Configure<SessionSettings>(configuration.GetSection(SessionSettings.Section));
        services.Configure<MailSettings>(configuration.GetSection(MailSettings.Section));
        services.Configure<LockoutSettings>(configuration.GetSection(LockoutSettings.Section));
        services.AddIdentityCore<Account>(options =>
                options.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789._-")
            .AddUserStore<AccountStore>();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
        {
            options.Cookie.Name = "platform";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;

            // The session's row decides when a sign-in ends; the cookie only has to outlive it.
            options.ExpireTimeSpan = TimeSpan.FromHours(24);
            options.SlidingExpiration = false;
            options.LoginPath = "/sign-in";
            options.ReturnUrlParameter = "returnUrl";
            options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
            options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
        }).AddExternalSignIn(configuration);
        services.AddAuthorization();
        services.AddCascadingAuthenticationState();
        services.AddScoped<CircuitHandler, SessionCircuitHandler>();
        services.AddDataProtection().SetApplicationName("Platform");
        services.AddSingleton<DatabaseKeyRing>();
        services.AddOptions<KeyManagementOptions>().Configure<DatabaseKeyRing, KeyRing>(
            (options, keys, ring) => (options.XmlRepository, options.XmlEncryptor) = (keys, new SealedXml(ring)));
    }

    private static Task Answer(Microsoft.AspNetCore.Authentication.RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/_blazor"))
        {
            context.Response.StatusCode = status;
        }
        else
        {
            context.Response.Redirect(context.RedirectUri);
        }

        return Task.CompletedTask;
    }
}
