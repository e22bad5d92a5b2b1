using Microsoft.AspNetCore.Http;

namespace Platform.Infrastructure.Ui;

/// <summary>Checks a sign-in typed on the static sign-in page and sets the cookie.</summary>
public interface ISignInDesk
{
    /// <returns>Null when signed in, otherwise the Chinese sentence to show.</returns>
    Task<string?> SignInAsync(HttpContext http, string userName, string password, CancellationToken ct);
}
