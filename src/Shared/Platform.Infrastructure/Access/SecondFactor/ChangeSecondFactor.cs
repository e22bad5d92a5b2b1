using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Access.Granting;
using Platform.Infrastructure.Access.Sessions;
using Platform.Infrastructure.Access.SignIn;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.SecondFactor;

/// <summary>Turns the caller's own second factor off, with password and code. Where a role demands it, it has to be enrolled anew at once.</summary>
[SignedIn]
[Endpoint(Verb.Post, "me/second-factor/removal", "停用自己的动态口令")]
internal sealed record RemoveOwnSecondFactor(string Password, string Code) : ICommand;

internal sealed class RemoveOwnSecondFactorValidator : AbstractValidator<RemoveOwnSecondFactor>
{
    public RemoveOwnSecondFactorValidator(SecondFactorKeys keys)
    {
        RuleFor(c => c.Password).NotEmpty().WithMessage("请填写密码");
        RuleFor(c => c.Code).NotEmpty().WithMessage("请填写动态口令或恢复码").Must(_ =>
        {
            keys.Warm();
            return true;
        });
    }
}

internal sealed class RemoveOwnSecondFactorHandler(
    CoreDbContext db, UserManager<Account> users, SecondFactorDesk desk, SessionBook sessions, Operation operation) : AsyncRequestHandler<RemoveOwnSecondFactor>
{
    protected override async Task Handle(RemoveOwnSecondFactor request, CancellationToken cancellationToken)
    {
        var account = await db.Set<Account>().SingleAsync(a => a.Id == operation.Actor.AccountId, cancellationToken);
        if (users.PasswordHasher.VerifyHashedPassword(account, account.PasswordHash!, request.Password) == PasswordVerificationResult.Failed)
        {
            throw new RefusalException("WRONG_PASSWORD", "密码不正确。", RefusalKind.Invalid, [new(nameof(request.Password), "不正确")]);
        }

        if (!await desk.TakeAsync(account, request.Code, cancellationToken))
        {
            throw SecondFactorRefusals.WrongCode(nameof(request.Code));
        }

        await desk.RemoveAsync(account, cancellationToken);
        sessions.Record(account.Id, SignInEvent.SecondFactorRemoved);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note("停用动态口令");
    }
}

/// <summary>Takes a lost second factor off an account, for a reason; its sign-ins end. Errors: OWN_ACCOUNT, SECOND_FACTOR_OFF, REASON_MISSING.</summary>
[Requires(CorePermissions.GrantAdministrators)]
[Endpoint(Verb.Post, "accounts/{accountId}/second-factor/reset", "重置账号的动态口令")]
internal sealed record ResetSecondFactor(Guid AccountId, string Reason) : ICommand, IRecordRequest, IReasonedRequest
{
    string IRecordRequest.RecordRef => $"account:{AccountId}";
}

internal sealed class ResetSecondFactorHandler(CoreDbContext db, SecondFactorDesk desk, SessionBook sessions, Operation operation) : AsyncRequestHandler<ResetSecondFactor>
{
    protected override async Task Handle(ResetSecondFactor request, CancellationToken cancellationToken)
    {
        ReasonGiven.Demand(request.Reason);
        var account = await AccountScope.OneAsync(db, operation, request.AccountId, cancellationToken);
        if (!account.TwoFactorEnabled)
        {
            throw new RefusalException("SECOND_FACTOR_OFF", "这个账号没有启用动态口令，不需要重置。", RefusalKind.Refused);
        }

        await desk.RemoveAsync(account, cancellationToken);
        await sessions.EndAllAsync(account.Id, SessionEnd.SecondFactorReset, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"重置动态口令，事由：{request.Reason.Trim()}");
    }
}
