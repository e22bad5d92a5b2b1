using MediatR;
using Microsoft.AspNetCore.Identity;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.Accounts;

/// <summary>Disables or enables an account. Disabled, it is out at its next click; nothing it did is deleted.</summary>
[Requires(CorePermissions.ManageAccounts)]
[Endpoint(Verb.Put, "accounts/{accountId}/active", "停用或启用账号")]
internal sealed record SetAccountActive(Guid AccountId, bool Active) : ICommand, IRecordRequest
{
    string IRecordRequest.RecordRef => $"account:{AccountId}";
}

internal sealed class SetAccountActiveHandler(CoreDbContext db, UserManager<Account> users, Operation operation) : AsyncRequestHandler<SetAccountActive>
{
    protected override async Task Handle(SetAccountActive request, CancellationToken cancellationToken)
    {
        var account = await AccountScope.OneAsync(db, operation, request.AccountId, cancellationToken);
        account.Active = request.Active;
        await users.UpdateSecurityStampAsync(account);
        operation.Note(request.Active ? "启用账号" : "停用账号");
    }
}

/// <summary>Gives an account a new first password, which is shown once, and ends a lockout.</summary>
[Requires(CorePermissions.ManageAccounts)]
[Endpoint(Verb.Post, "accounts/{accountId}/password", "重置密码，返回只显示一次的新密码")]
internal sealed record ResetPassword(Guid AccountId) : ICommand<CreatedAccount>, IRecordRequest
{
    string IRecordRequest.RecordRef => $"account:{AccountId}";
}

internal sealed class ResetPasswordHandler(CoreDbContext db, UserManager<Account> users, Operation operation) : IRequestHandler<ResetPassword, CreatedAccount>
{
    public async Task<CreatedAccount> Handle(ResetPassword request, CancellationToken cancellationToken)
    {
        var account = await AccountScope.OneAsync(db, operation, request.AccountId, cancellationToken);
        var password = PasswordMaker.Make();
        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        await users.UpdateSecurityStampAsync(account);
        operation.Note("重置密码");
        return new CreatedAccount(account.Id, account.UserName!, password);
    }
}

/// <summary>Changes the caller's own password; other sessions of the account end.</summary>
[SignedIn]
[Endpoint(Verb.Put, "me/password", "修改自己的密码")]
internal sealed record ChangeOwnPassword(string OldPassword, string NewPassword) : ICommand;

internal sealed class ChangeOwnPasswordHandler(UserManager<Account> users, Operation operation) : AsyncRequestHandler<ChangeOwnPassword>
{
    protected override async Task Handle(ChangeOwnPassword request, CancellationToken cancellationToken)
    {
        var account = await users.FindByIdAsync(operation.Actor.AccountId.ToString())
            ?? throw new RefusalException("NOT_SIGNED_IN", "请先登录。", RefusalKind.NotSignedIn);
        var result = await users.ChangePasswordAsync(account, request.OldPassword, request.NewPassword);
        if (!result.Succeeded)
        {
            var wrong = result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.PasswordMismatch));
            throw wrong
                ? new RefusalException("WRONG_PASSWORD", "原密码不正确。", RefusalKind.Invalid, [new(nameof(request.OldPassword), "原密码不正确")])
                : new RefusalException("WEAK_PASSWORD", "新密码至少 10 位，须同时有小写字母和数字。", RefusalKind.Invalid, [new(nameof(request.NewPassword), "至少 10 位，须同时有小写字母和数字")]);
        }

        operation.Note("修改密码");
    }
}
