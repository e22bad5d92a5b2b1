using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.SignIn;

/// <summary>Checks a password. A wrong one is an answer, not a refusal, so that the failed attempt is counted and committed.</summary>
[Label("登录")]
[Anonymous]
internal sealed record SignIn(string UserName, string Password) : ICommand<SignInResult>;

/// <param name="Message">Chinese, when it did not succeed.</param>
internal sealed record SignInResult(bool Succeeded, string Message, Guid AccountId, string SecurityStamp, string DisplayName);

internal sealed class SignInValidator : AbstractValidator<SignIn>
{
    public SignInValidator()
    {
        RuleFor(c => c.UserName).NotEmpty().WithMessage("请填写账号").MaximumLength(60).WithMessage("账号最多 60 字");
        RuleFor(c => c.Password).NotEmpty().WithMessage("请填写密码").MaximumLength(200).WithMessage("密码最多 200 字");
    }
}

internal sealed class SignInHandler(UserManager<Account> users, IOptions<LockoutSettings> options, Operation operation) : IRequestHandler<SignIn, SignInResult>
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

        if (account is not { Active: true })
        {
            operation.Note("登录失败：账号不存在或已停用");
            return Failed();
        }

        if (account.LockoutEnd > operation.Now)
        {
            operation.Note($"登录失败：账号锁定中，账号 {account.Id}");
            return Failed();
        }

        if (!right)
        {
            await CountFailureAsync(account);
            return Failed();
        }

        account.AccessFailedCount = 0;
        account.LockoutEnd = null;
        account.LastSignInAt = operation.Now;
        await users.UpdateAsync(account);
        operation.Note($"登录成功，账号 {account.Id}");
        return new SignInResult(true, "", account.Id, account.SecurityStamp!, account.DisplayName);
    }

    private async Task CountFailureAsync(Account account)
    {
        var locks = ++account.AccessFailedCount >= options.Value.Attempts;
        if (locks)
        {
            account.AccessFailedCount = 0;
            account.LockoutEnd = operation.Now + options.Value.Lockout;
        }

        await users.UpdateAsync(account);
        operation.Note($"登录失败：密码错误，账号 {account.Id}{(locks ? "，账号锁定" : "")}");
    }

    // One sentence for every cause: the answer does not tell which names exist, are disabled or locked.
    private SignInResult Failed() => new(
        false,
        $"账号或密码不正确，请核对后再试。连续输错 {options.Value.Attempts} 次，账号锁定 {options.Value.LockoutMinutes} 分钟；急用请联系管理员解锁。",
        Guid.Empty,
        "",
        "");
}
