using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.Accounts;

/// <summary>Which accounts an administrator looks after: those all of whose roles lie inside the administrator's scope.</summary>
internal static class AccountScope
{
    public static IQueryable<Account> Accounts(CoreDbContext db, DivisionScope scope)
    {
        var (lo, hi) = (scope.Lo, scope.Hi);
        var roles = db.Set<RoleAssignment>();
        return db.Set<Account>().Where(a =>
            roles.Any(r => r.AccountId == a.Id && r.Lo >= lo && r.Hi <= hi) && !roles.Any(r => r.AccountId == a.Id && (r.Lo < lo || r.Hi > hi)));
    }

    /// <summary>Refuses an account outside the scope like one that does not exist, and the caller's own.</summary>
    public static async Task<Account> OneAsync(CoreDbContext db, Operation operation, Guid accountId, CancellationToken cancellationToken)
    {
        if (accountId == operation.Actor.AccountId)
        {
            throw new RefusalException("OWN_ACCOUNT", "不能在这里修改自己的账号，请由其他管理员办理。", RefusalKind.Refused);
        }

        return await Accounts(db, operation.Actor.Scope).FirstOrDefaultAsync(a => a.Id == accountId, cancellationToken)
            ?? throw new RefusalException("UNKNOWN_ACCOUNT", "没有找到这个账号，或它不在您的管辖范围内。", RefusalKind.NotFound);
    }
}
