using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Divisions.History;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Access.ApiKeys;

/// <summary>
/// Makes the actor behind a verified key: the owner's account (so that the rules about two persons hold), the key's division, and what the key
/// was granted as far as the owner still holds it. Three statements, four for an owner on the staff list, and two more after a division was closed. Refuses
/// KEY_OWNER when the owner is disabled or left the division. A password that the owner has to change does not stop the key.
/// </summary>
internal sealed class KeyActors(OperationDatabase database, ModuleCatalog catalog, ClosedDivisionCache closedDivisions, Operation operation, AccountRoles roles)
{
    public async Task<Actor> LoadAsync(Caller caller, CancellationToken cancellationToken)
    {
        // The operation's own context is made when the actor is known.
        await using var db = new CoreDbContext(new ModuleContext(database, null));
        var key = await db.Set<ApiKey>().IgnoreQueryFilters([ModuleDbContext.SiteFilter]).AsNoTracking()
            .Where(k => k.Id == caller.KeyId && k.RevokedAt == null)
            .Join(db.Set<Account>().Where(a => a.Active), k => k.OwnerId, a => a.Id, (k, a) => new
            {
                k.Name,
                k.SiteId,
                k.Lo,
                k.Hi,
                k.OwnerId,
                a.DisplayName,
                a.StaffId,
                Revision = db.Set<Setting>().Where(s => s.Key == ClosedDivisions.RevisionKey).Select(s => s.Value).FirstOrDefault(),
            })
            .FirstOrDefaultAsync(cancellationToken) ?? throw OwnerGone();
        var scope = new DivisionScope(key.SiteId, key.Lo, key.Hi);
        var held = await HeldAsync(db, key.OwnerId, key.StaffId, cancellationToken);
        if (!held.Any(h => h.Scope.Contains(scope)))
        {
            throw OwnerGone();
        }

        operation.Closed = await closedDivisions.GetAsync(db, key.Revision, cancellationToken);
        var granted = await db.Set<ApiKeyGrant>().IgnoreQueryFilters([ModuleDbContext.SiteFilter]).AsNoTracking()
            .Where(g => g.KeyId == caller.KeyId).Select(g => g.Permission).ToListAsync(cancellationToken);
        return new Actor(
            key.OwnerId, NameOf(key.Name, key.DisplayName), key.StaffId, scope, KeyRights.Effective(scope, granted, held, catalog.Permissions), ActorChannel.Api, caller.RemoteAddress)
        {
            KeyId = caller.KeyId,
            Inherited = operation.Closed.InheritedBy(scope),
        };
    }

    /// <summary>The roles of an account: their scopes with the permissions of the role.</summary>
    public async Task<IReadOnlyList<(DivisionScope Scope, IReadOnlySet<string> Permissions)>> HeldAsync(CoreDbContext db, Guid accountId, Guid staffId, CancellationToken cancellationToken) =>
    [
        .. (await roles.OfAsync(db, accountId, staffId, cancellationToken)).Select(held => (
            held.Scope,
            (IReadOnlySet<string>)catalog.Permissions.Where(p => p.Roles.Contains(held.Role)).Select(p => p.Code).ToHashSet())),
    ];

    /// <summary>How the key signs in the trail and on records.</summary>
    public static string NameOf(string key, string owner) => $"接口密钥“{key}”（{owner}）";

    private static RefusalException OwnerGone() =>
        new("KEY_OWNER", "这个接口密钥的负责人已停用或不再管辖该区划，密钥不能使用，请由安全管理员另行办理。", RefusalKind.NotSignedIn);
}
