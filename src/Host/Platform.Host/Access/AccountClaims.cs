using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Platform.Host.Access;

/// <summary>What the sign-in cookie says. Rights are not in it: they are read for every request.</summary>
internal static class AccountClaims
{
    public const string Stamp = "platform:stamp";

    public static ClaimsPrincipal Principal(Guid accountId, string stamp, string name) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, accountId.ToString()), new Claim(Stamp, stamp), new Claim(ClaimTypes.Name, name)],
        CookieAuthenticationDefaults.AuthenticationScheme));
}
