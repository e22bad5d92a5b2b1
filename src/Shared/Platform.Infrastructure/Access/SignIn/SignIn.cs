using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access.SecondFactor;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.SignIn;

/// <summary>
/// Checks a password and, where the account has one, the second factor. A wrong one is an answer, not a refusal, so that the failed attempt is
/// counted and committed.
/// </summary>
/// <param name="Code">One-time password or recovery code; may follow in a second step with the ticket of the first answer.</param>
[Label("登录")]
[Anonymous]
internal sealed record SignIn(string UserName, string Password, string Code = "") : ICommand<SignInResult>;

/// <summary>The second step: the code for a ticket that the right password earned. Good for 5 minutes.</summary>
[Label("登录：动态口令")]
[Anonymous]
internal sealed record FinishSignIn(string Ticket, string Code) : ICommand<SignInResult>;

/// <param name="Message">Chinese, when it did not succeed.</param>
/// <param name="Ticket">Not empty: the password was right and a code is awaited.</param>
internal sealed record SignInResult(
    bool Succeeded, string Message, Guid AccountId = default, string SecurityStamp = "", string DisplayName = "", Guid SessionId = default, string Ticket = "");

internal sealed class SignInValidator : AbstractValidator<SignIn>
{
    public SignInValidator(SecondFactorKeys keys)
    {
        RuleFor(c => c.UserName).NotEmpty().WithMessage("请填写账号").MaximumLength(60).WithMessage("账号最多 60 字");
        RuleFor(c => c.Password).NotEmpty().WithMessage("请填写密码").MaximumLength(200).WithMessage("密码最多 200 字").Must(_ =>
        {
            keys.Warm();
            return true;
        });
    }
}

internal sealed class FinishSignInValidator : AbstractValidator<FinishSignIn>
{
    public FinishSignInValidator(SecondFactorKeys keys)
    {
        RuleFor(c => c.Ticket).NotEmpty().WithMessage("请先填写账号和密码");
        RuleFor(c => c.Code).NotEmpty().WithMessage("请填写动态口令").MaximumLength(40).WithMessage("动态口令最多 40 字").Must(_ =>
        {
            keys.Warm();
            return true;
        });
    }
}

internal sealed class SignInHandler(UserManager<Account> users, SignInDoor door, Operation operation) : IRequestHandler<SignIn, SignInResult>
{
    // Hashing happens for unknown names too, so that the time of the answer does not tell which names exist.
    private static readonly Account Stranger = new() { PasswordHash = new PasswordHasher<Account>().HashPassword(new Account(), "nobody") };

    public async Task<SignInResult> Handle(SignIn request, CancellationToken cancellationToken)
    {
        var account = await users.FindByNameAsync(request.UserName.Trim());
        var right = users.PasswordHasher.VerifyHashedPassword(account ?? Stranger, (account ?? Stranger).PasswordHash!, request.Password) != PasswordVerificationResult.Failed;
        if (account is not null)
        {
            operation.Enters(account.Id, account.DisplayName);
        }

        if (await door.ShutAsync(account))
        {
            return door.Wrong();
        }

        if (!right)
        {
            await door.CountFailureAsync(account!, SignInEvent.WrongPassword);
            return door.Wrong();
        }

        return account!.TwoFactorEnabled && string.IsNullOrWhiteSpace(request.Code)
            ? door.AskForCode(account)
            : await door.EnterAsync(account, request.Code, cancellationToken);
    }
}

internal sealed class FinishSignInHandler(CoreDbContext db, SignInDoor door, SecondFactorKeys keys, Operation operation) : IRequestHandler<FinishSignIn, SignInResult>
{
    public async Task<SignInResult> Handle(FinishSignIn request, CancellationToken cancellationToken)
    {
        var parts = keys.Open(request.Ticket, operation.Now)?.Split('|');
        if (parts is not [var id, var stamp] || !Guid.TryParse(id, out var accountId)
            || await db.Set<Account>().FirstOrDefaultAsync(a => a.Id == accountId && a.SecurityStamp == stamp, cancellationToken) is not { } account)
        {
            return new SignInResult(false, "登录已超时，请重新填写账号和密码。");
        }

        operation.Enters(account.Id, account.DisplayName);
        return await door.ShutAsync(account) ? door.Wrong() : await door.EnterAsync(account, request.Code, cancellationToken);
    }
}
