using MediatR;
using Microsoft.AspNetCore.Authentication;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access.SignIn;
using Platform.Infrastructure.Ui;

namespace Platform.Host.Access;

/// <summary>The static sign-in page's desk: checks password and code, sets the cookie.</summary>
internal sealed class SignInDesk(IMediator mediator) : ISignInDesk
{
    public Task<SignInAnswer> SignInAsync(HttpContext http, string userName, string password, CancellationToken ct) =>
        TryAsync(http, new SignIn(userName, password), "", ct);

    public Task<SignInAnswer> FinishAsync(HttpContext http, string ticket, string code, CancellationToken ct) =>
        TryAsync(http, new FinishSignIn(ticket, code), ticket, ct);

    private async Task<SignInAnswer> TryAsync(HttpContext http, IRequest<SignInResult> request, string ticket, CancellationToken ct)
    {
        try
        {
            var result = await mediator.Send(request, ct);
            if (!result.Succeeded)
            {
                return new SignInAnswer(result.Message, result.Ticket);
            }

            await http.SignInAsync(AccountClaims.Principal(result));
            return new SignInAnswer(null);
        }
        catch (RefusalException refusal)
        {
            return new SignInAnswer(refusal.Detail, ticket);
        }
    }
}
