using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Identity;
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

internal sealed class SignInHandler(UserManager<Account> users, Operation operation) : IRequestHandler<SignIn, SignInResult>
{
    private const string Wrong = "账号或密码不正确，请核对后再试。";

    // Hashing happens for unknown names too, so that the time of the answer does not tell which names exist.
    private static readonly Account Stranger = new() { PasswordHash = new PasswordHasher<Account>().HashPassword(new Account(), "nobody") };

    public async Task<SignInResult> Handle(SignIn request, CancellationToken cancellationToken)
    {
        var account = await users.FindByNameAsync(request.UserName.Trim());
        if (account is not { Active: true })
        {
            users.PasswordHasher.VerifyHashedPassword(Stranger, Stranger.PasswordHash!, request.Password);
            operation.Note("登录失败：账号不存在或已停用");
            return Failed(Wrong);
        }

        if (await users.IsLockedOutAsync(account))
        {
            operation.Note("登录失败：账号锁定中");
            return Failed("连续输错次数过多，账号已暂时锁定，请 15 分钟后再试。");
        }

        if (!await users.CheckPasswordAsync(account, request.Password))
        {
            await users.AccessFailedAsync(account);
            operation.Note($"登录失败：密码错误，账号 {account.Id}");
            return Failed(Wrong);
        }

        await users.ResetAccessFailedCountAsync(account);
        operation.Note($"登录成功，账号 {account.Id}");
        return new SignInResult(true, "", account.Id, account.SecurityStamp!, account.DisplayName);
    }

    private static SignInResult Failed(string message) => new(false, message, Guid.Empty, "", "");
}
