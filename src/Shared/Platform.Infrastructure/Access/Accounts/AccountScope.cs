using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access.Granting;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.Accounts;

/// <summary>Which accounts an administrator sees: those all of whose roles lie inside the administrator's scope. Changing one asks for more.</summary>
internal static class AccountScope
{
    public static IQueryable<Account> Accounts(CoreDbContext db, DivisionScope scope)
    {
        var (lo, hi) = (scope.Lo, scope.Hi);
        var roles = db.Set<RoleAssignment>();
        return db.Set<Account>().Where(a =>
            roles.Any(r => r.AccountId == a.Id && r.Lo >= lo && r.Hi <= hi) && !roles.Any(r => r.AccountId == a.Id && (r.Lo < lo || r.Hi > hi)));
    }

    /// <summary>One to look at. An account outside the scope is refused like one that does not exist.</summary>
    public static async Task<Account> SeenAsync(CoreDbContext db, Operation operation, Guid accountId, CancellationToken cancellationToken) =>
        await Accounts(db, operation.Actor.Scope).FirstOrDefaultAsync(a => a.Id == accountId, cancellationToken)
            ?? throw new RefusalException("UNKNOWN_ACCOUNT", "没有找到这个账号，或它不在您的管辖范围内。", RefusalKind.NotFound);

    /// <summary>One to change: never the caller's own, and none that holds a role the caller may not grant.</summary>
    public static async Task<Account> OneAsync(CoreDbContext db, Operation operation, Guid accountId, CancellationToken cancellationToken)
    {
        if (accountId == operation.Actor.AccountId)
        {
            throw new RefusalException("OWN_ACCOUNT", "不能在这里修改自己的账号，请由其他管理员办理。", RefusalKind.Refused);
        }

        var account = await SeenAsync(db, operation, accountId, cancellationToken);
        var held = await db.Set<RoleAssignment>().AsNoTracking().Where(r => r.AccountId == accountId).ToListAsync(cancellationToken);
        return RoleGranting.MayManage(operation.Actor, held)
            ? account
            : throw new RefusalException("ACCOUNT_TOO_HIGH", "这是同级或上级管理员的账号，请由上级管理员或安全管理员办理。", RefusalKind.Forbidden);
    }
}
