using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Access.ApiKeys;

/// <summary>One key with its permissions and its use in the last 30 days. Four statements. Never the secret.</summary>
[Requires(CorePermissions.ManageKeys)]
[Endpoint(Verb.Get, "api-keys/{id}", "一个接口密钥的权限和使用情况")]
internal sealed record GetApiKey(Guid Id) : IQuery<ApiKeyDetail>;

/// <param name="Works">False: the owner no longer holds this permission, so the key does not have it either.</param>
internal sealed record KeyPermissionRow(string Code, string Module, string Name, bool Works);

internal sealed record KeyUseRow(DateOnly Day, int Count, DateTimeOffset LastAt, string LastAddress);

internal sealed record ApiKeyDetail(
    ApiKeyRow Row, int RatePerMinute, string Addresses, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? RotatedAt, DateTimeOffset? PreviousUntil,
    DateTimeOffset? RevokedAt, string RevokedBy, string RevokedReason, IReadOnlyList<KeyPermissionRow> Permissions, IReadOnlyList<KeyUseRow> Uses, Guid Version);

internal sealed class GetApiKeyHandler(CoreDbContext db, KeyActors actors, ModuleCatalog catalog, Operation operation) : IRequestHandler<GetApiKey, ApiKeyDetail>
{
    private const int Days = 30;

    public async Task<ApiKeyDetail> Handle(GetApiKey request, CancellationToken cancellationToken)
    {
        var found = await (
            from k in db.Set<ApiKey>()
            where k.Id == request.Id
            from o in db.Set<Account>().Where(a => a.Id == k.OwnerId).DefaultIfEmpty()
            select new
            {
                Key = k,
                Owner = o == null ? null : new { o.DisplayName, o.Active, o.StaffId },
                Division = db.Set<Division>().Where(d => d.Id == k.SiteId).Select(d => d.FullName).FirstOrDefault(),
            }).AsNoTracking().FirstOrDefaultAsync(cancellationToken) ?? throw KeyDesk.NotFound();
        var key = found.Key;
        var granted = await db.Set<ApiKeyGrant>().AsNoTracking().Where(g => g.KeyId == key.Id).Select(g => g.Permission).ToListAsync(cancellationToken);
        var from = operation.Today.AddDays(1 - Days);
        var uses = await db.Set<ApiKeyUseDay>().AsNoTracking().Where(u => u.KeyId == key.Id && u.Day >= from).OrderByDescending(u => u.Day).ToListAsync(cancellationToken);
        var works = KeyRights.Effective(new(key.SiteId, key.Lo, key.Hi), granted, await actors.HeldAsync(db, key.OwnerId, found.Owner?.StaffId ?? Guid.Empty, cancellationToken), catalog.Permissions);
        var names = catalog.Modules.SelectMany(m => m.Permissions.Select(p => (m.Name, Permission: p))).ToDictionary(p => p.Permission.Code, p => (Module: p.Name, p.Permission.Name));
        return new ApiKeyDetail(
            new ApiKeyRow(
                key.Id, key.Prefix, key.Name, key.Purpose, found.Owner?.DisplayName ?? "", found.Owner?.Active ?? false, found.Division ?? "全国", key.ExpiresOn,
                KeyStates.Of(key, operation.Today), uses.FirstOrDefault()?.LastAt),
            key.RatePerMinute, key.Addresses, key.CreatedAt, key.CreatedBy, key.RotatedAt, key.PreviousUntil > operation.Now ? key.PreviousUntil : null,
            key.RevokedAt, key.RevokedBy, key.RevokedReason,
            [.. granted.Order(StringComparer.Ordinal).Select(p => new KeyPermissionRow(
                p, names.GetValueOrDefault(p).Module ?? "已取消的模块", names.GetValueOrDefault(p).Name ?? p, found.Owner?.Active == true && works.Contains(p)))],
            [.. uses.Select(u => new KeyUseRow(u.Day, u.Count, u.LastAt, u.LastAddress))],
            key.Version);
    }
}

/// <summary>What the key that asks may do: for a program that wants to know whether its key still works.</summary>
[SignedIn]
[ByKey]
[Endpoint(Verb.Get, "api-keys/self", "当前接口密钥的名称、区划范围和权限")]
internal sealed record GetOwnKey : IQuery<OwnKey>;

/// <param name="Name">Name with the responsible person; the account's name where a person asks.</param>
internal sealed record OwnKey(string Name, int DivisionId, IReadOnlyList<string> Permissions, DateOnly? ExpiresOn);

internal sealed class GetOwnKeyHandler(CoreDbContext db, Operation operation) : IRequestHandler<GetOwnKey, OwnKey>
{
    public async Task<OwnKey> Handle(GetOwnKey request, CancellationToken cancellationToken)
    {
        var actor = operation.Actor;
        var expires = await db.Set<ApiKey>().Where(k => k.Id == actor.KeyId).Select(k => (DateOnly?)k.ExpiresOn).FirstOrDefaultAsync(cancellationToken);
        return new OwnKey(actor.Name, actor.Scope.DivisionId, [.. actor.Permissions.Order(StringComparer.Ordinal)], expires);
    }
}
