using Microsoft.AspNetCore.Http;

namespace Platform.Infrastructure.Ui;

/// <summary>Checks a sign-in typed on the static sign-in page and sets the cookie.</summary>
public interface ISignInDesk
{
    Task<SignInAnswer> SignInAsync(HttpContext http, string userName, string password, CancellationToken ct);

    /// <summary>The second step: the code for the ticket that the right password earned.</summary>
    Task<SignInAnswer> FinishAsync(HttpContext http, string ticket, string code, CancellationToken ct);
}

/// <param name="Message">Chinese sentence to show; null when signed in.</param>
/// <param name="Ticket">Not empty: a one-time password is asked for next.</param>
public sealed record SignInAnswer(string? Message, string Ticket = "");
