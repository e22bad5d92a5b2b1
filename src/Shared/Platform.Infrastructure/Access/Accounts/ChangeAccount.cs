using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access.Passwords;
using Platform.Infrastructure.Access.Sessions;
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

internal sealed class SetAccountActiveHandler(CoreDbContext db, SessionBook sessions, Operation operation) : AsyncRequestHandler<SetAccountActive>
{
    protected override async Task Handle(SetAccountActive request, CancellationToken cancellationToken)
    {
        var account = await AccountScope.OneAsync(db, operation, request.AccountId, cancellationToken);
        account.Active = request.Active;
        account.SecurityStamp = Keys.New().ToString("N");
        if (!request.Active)
        {
            await sessions.EndAllAsync(account.Id, SessionEnd.Disabled, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        operation.Note(request.Active ? "启用账号" : "停用账号");
    }
}

/// <summary>Gives an account a new first password, which is shown once and changed at the next sign-in, and ends a lockout.</summary>
[Requires(CorePermissions.ManageAccounts)]
[Endpoint(Verb.Post, "accounts/{accountId}/password", "重置密码，返回只显示一次的新密码")]
internal sealed record ResetPassword(Guid AccountId) : ICommand<CreatedAccount>, IRecordRequest
{
    string IRecordRequest.RecordRef => $"account:{AccountId}";
}

internal sealed class ResetPasswordHandler(CoreDbContext db, PasswordKeeper passwords, Operation operation)
    : IRequestHandler<ResetPassword, CreatedAccount>
{
    public async Task<CreatedAccount> Handle(ResetPassword request, CancellationToken cancellationToken)
    {
        var account = await AccountScope.OneAsync(db, operation, request.AccountId, cancellationToken);
        var password = await passwords.MakeFirstAsync(account, cancellationToken);
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        await db.SaveChangesAsync(cancellationToken);
        operation.Note("重置密码");
        return new CreatedAccount(account.Id, account.UserName!, password);
    }
}

/// <summary>Ends a lockout before its time.</summary>
[Requires(CorePermissions.ManageAccounts)]
[Endpoint(Verb.Post, "accounts/{accountId}/unlocking", "解除账号的暂时锁定")]
internal sealed record UnlockAccount(Guid AccountId) : ICommand, IRecordRequest
{
    string IRecordRequest.RecordRef => $"account:{AccountId}";
}

internal sealed class UnlockAccountHandler(CoreDbContext db, Operation operation) : AsyncRequestHandler<UnlockAccount>
{
    protected override async Task Handle(UnlockAccount request, CancellationToken cancellationToken)
    {
        var account = await AccountScope.OneAsync(db, operation, request.AccountId, cancellationToken);
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        await db.SaveChangesAsync(cancellationToken);
        operation.Note("解除账号锁定");
    }
}
