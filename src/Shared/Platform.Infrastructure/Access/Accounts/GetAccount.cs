using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access.Granting;
using Platform.Infrastructure.Access.Passwords;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.Accounts;

/// <summary>One account with its roles. Error: UNKNOWN_ACCOUNT, also for one outside the caller's scope.</summary>
[Requires(CorePermissions.ManageAccounts)]
[Endpoint(Verb.Get, "accounts/{accountId}", "一个账号的状态和角色")]
internal sealed record GetAccount(Guid AccountId) : IQuery<AccountView>;

/// <param name="Failures">Wrong passwords or codes since the last sign-in.</param>
/// <param name="MustChangePassword">The present password was made by somebody else.</param>
/// <param name="Manageable">The caller may change this account.</param>
internal sealed record AccountView(
    Guid Id,
    string UserName,
    string DisplayName,
    bool Active,
    DateTimeOffset? LockedUntil,
    int Failures,
    DateTimeOffset? LastSignInAt,
    DateTimeOffset PasswordSetAt,
    DateOnly PasswordEndsOn,
    bool MustChangePassword,
    bool SecondFactor,
    bool Manageable,
    IReadOnlyList<HeldRole> Roles);

internal sealed record HeldRole(Guid Id, string Role, string RoleName, int DivisionId, string DivisionName);

internal sealed class GetAccountHandler(CoreDbContext db, Operation operation, IOptions<PasswordSettings> passwords) : IRequestHandler<GetAccount, AccountView>
{
    public async Task<AccountView> Handle(GetAccount request, CancellationToken cancellationToken)
    {
        var account = await AccountScope.SeenAsync(db, operation, request.AccountId, cancellationToken);
        var held = await db.Set<RoleAssignment>().AsNoTracking()
            .Where(r => r.AccountId == account.Id)
            .OrderBy(r => r.Id)
            .Select(r => new { Row = r, Division = db.Set<Division>().Where(d => d.Id == r.DivisionId).Select(d => d.FullName).FirstOrDefault() })
            .ToListAsync(cancellationToken);
        return new AccountView(
            account.Id,
            account.UserName!,
            account.DisplayName,
            account.Active,
            account.LockoutEnd > operation.Now ? account.LockoutEnd : null,
            account.AccessFailedCount,
            account.LastSignInAt,
            account.PasswordSetAt,
            passwords.Value.EndsOn(account.PasswordSetAt),
            account.MustChangePassword,
            account.TwoFactorEnabled,
            account.Id != operation.Actor.AccountId && RoleGranting.MayManage(operation.Actor, held.Select(r => r.Row)),
            [.. held.Select(r => new HeldRole(r.Row.Id, r.Row.Role, Contracts.Access.Roles.Names.GetValueOrDefault(r.Row.Role, r.Row.Role), r.Row.DivisionId, r.Division ?? "全国"))]);
    }
}
