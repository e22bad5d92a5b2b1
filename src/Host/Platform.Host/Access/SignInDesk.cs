using MediatR;
using Microsoft.AspNetCore.Authentication;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access.SignIn;
using Platform.Infrastructure.Ui;

namespace Platform.Host.Access;

/// <summary>The static sign-in page's desk: checks the password, sets the cookie.</summary>
internal sealed class SignInDesk(IMediator mediator) : ISignInDesk
{
    public async Task<string?> SignInAsync(HttpContext http, string userName, string password, CancellationToken ct)
    {
        try
        {
            var result = await mediator.Send(new SignIn(userName, password), ct);
            if (!result.Succeeded)
            {
                return result.Message;
            }

            await http.SignInAsync(AccountClaims.Principal(result.AccountId, result.SecurityStamp, result.DisplayName));
            return null;
        }
        catch (RefusalException refusal)
        {
            return refusal.Detail;
        }
    }
}
