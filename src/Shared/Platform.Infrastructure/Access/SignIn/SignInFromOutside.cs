using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access.SecondFactor;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.SignIn;

/// <summary>Lets somebody in whose name an identity service vouches for. Sent by the host alone, after it has checked the service's signature.</summary>
[Label("登录：统一身份认证")]
[Anonymous]
internal sealed record SignInFromOutside(string UserName) : ICommand<SignInResult>;

internal sealed class SignInFromOutsideValidator : AbstractValidator<SignInFromOutside>
{
    public SignInFromOutsideValidator(SecondFactorKeys keys) => RuleFor(c => c.UserName).Must(_ =>
    {
        keys.Warm();
        return true;
    });
}

internal sealed class SignInFromOutsideHandler(UserManager<Account> users, SignInDoor door, Operation operation) : IRequestHandler<SignInFromOutside, SignInResult>
{
    public async Task<SignInResult> Handle(SignInFromOutside request, CancellationToken cancellationToken)
    {
        var account = request.UserName.Trim() is { Length: > 0 } name ? await users.FindByNameAsync(name) : null;
        if (account is not null)
        {
            operation.Enters(account.Id, account.DisplayName);
        }

        if (await door.ShutAsync(account))
        {
            return door.Wrong();
        }

        return account!.TwoFactorEnabled ? door.AskForCode(account) : await door.EnterAsync(account, "", cancellationToken);
    }
}
