using MediatR;
using Microsoft.AspNetCore.Identity;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.Passwords;

/// <summary>Changes the caller's own password; all sign-ins of the account end.</summary>
[SignedIn]
[DuringEntry]
[Clauses("P3-MIGPLATSEC-02")]
[Endpoint(Verb.Put, "me/password", "修改自己的密码，之后须重新登录")]
internal sealed record ChangeOwnPassword(string OldPassword, string NewPassword) : ICommand;

internal sealed class ChangeOwnPasswordHandler(CoreDbContext db, UserManager<Account> users, PasswordKeeper passwords, Operation operation)
    : AsyncRequestHandler<ChangeOwnPassword>
{
    protected override async Task Handle(ChangeOwnPassword request, CancellationToken cancellationToken)
    {
        var account = await users.FindByIdAsync(operation.Actor.AccountId.ToString())
            ?? throw new RefusalException("NOT_SIGNED_IN", "请先登录。", RefusalKind.NotSignedIn);
        if (!await users.CheckPasswordAsync(account, request.OldPassword ?? ""))
        {
            throw new RefusalException("WRONG_PASSWORD", "原密码不正确。", RefusalKind.Invalid, [new(nameof(request.OldPassword), "原密码不正确")]);
        }

        await passwords.ChangeAsync(account, request.NewPassword ?? "", nameof(request.NewPassword), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note("修改密码");
    }
}
