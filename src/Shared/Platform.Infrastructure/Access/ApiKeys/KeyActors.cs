using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Access.ApiKeys;

/// <summary>
/// Makes the actor behind a verified key: the owner's account (so that the rules about two persons hold), the key's division, and what the key
/// was granted as far as the owner still holds it. Three statements. Refuses KEY_OWNER when the owner is disabled or left the division.
/// </summary>
internal sealed class KeyActors(CoreDbContext db, ModuleCatalog catalog)
{
    public async Task<Actor> LoadAsync(Caller caller, CancellationToken cancellationToken)
    {
        var key = await db.Set<ApiKey>().IgnoreQueryFilters([ModuleDbContext.SiteFilter]).AsNoTracking()
            .Where(k => k.Id == caller.KeyId && k.RevokedAt == null)
            .Join(db.Set<Account>().Where(a => a.Active), k => k.OwnerId, a => a.Id, (k, a) => new { k.Name, k.SiteId, k.Lo, k.Hi, k.OwnerId, a.DisplayName, a.StaffId })
            .FirstOrDefaultAsync(cancellationToken) ?? throw OwnerGone();
        var scope = new DivisionScope(key.SiteId, key.Lo, key.Hi);
        var held = await HeldAsync(key.OwnerId, cancellationToken);
        if (!held.Any(h => h.Scope.Contains(scope)))
        {
            throw OwnerGone();
        }

        var granted = await db.Set<ApiKeyGrant>().IgnoreQueryFilters([ModuleDbContext.SiteFilter]).AsNoTracking()
            .Where(g => g.KeyId == caller.KeyId).Select(g => g.Permission).ToListAsync(cancellationToken);
        return new Actor(
            key.OwnerId, NameOf(key.Name, key.DisplayName), key.StaffId, scope, KeyRights.Effective(scope, granted, held, catalog.Permissions), ActorChannel.Api, caller.RemoteAddress)
        {
            KeyId = caller.KeyId,
        };
    }

    /// <summary>The assignments of an account: their scopes with the permissions of the role. One statement.</summary>
    public async Task<IReadOnlyList<(DivisionScope Scope, IReadOnlySet<string> Permissions)>> HeldAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var assignments = await db.Set<RoleAssignment>().AsNoTracking().Where(r => r.AccountId == accountId).ToListAsync(cancellationToken);
        return
        [
            .. assignments.Select(a => (
                new DivisionScope(a.DivisionId, a.Lo, a.Hi),
                (IReadOnlySet<string>)catalog.Permissions.Where(p => p.Roles.Contains(a.Role)).Select(p => p.Code).ToHashSet())),
        ];
    }

    /// <summary>How the key signs in the trail and on records.</summary>
    public static string NameOf(string key, string owner) => $"接口密钥“{key}”（{owner}）";

    private static RefusalException OwnerGone() =>
        new("KEY_OWNER", "这个接口密钥的负责人已停用或不再管辖该区划，密钥不能使用，请由安全管理员另行办理。", RefusalKind.NotSignedIn);
}
