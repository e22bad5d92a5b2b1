using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Platform.Infrastructure.Access.SignIn;

namespace Platform.Host.Access;

/// <summary>What the sign-in cookie says. Rights are not in it: they are read for every request, and so is whether the session still counts.</summary>
internal static class AccountClaims
{
    public const string Stamp = "platform:stamp";
    public const string Session = "platform:session";

    public static ClaimsPrincipal Principal(SignInResult result) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, result.AccountId.ToString()),
            new Claim(Stamp, result.SecurityStamp),
            new Claim(Session, result.SessionId.ToString()),
            new Claim(ClaimTypes.Name, result.DisplayName),
        ],
        CookieAuthenticationDefaults.AuthenticationScheme));

    /// <summary>Null for a stranger, and for a cookie from before sessions were kept.</summary>
    public static Guid? SessionOf(ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(Session), out var id) && id != Guid.Empty ? id : null;
}
