using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.ApiKeys;

/// <summary>The keys the caller is responsible for, wherever they work. Two statements.</summary>
[SignedIn]
[Endpoint(Verb.Get, "me/api-keys", "本人负责的接口密钥")]
internal sealed record ListOwnKeys(PageRequest Page) : IQuery<Page<OwnKeyRow>>;

internal sealed record OwnKeyRow(Guid Id, string Prefix, string Name, string Purpose, DateOnly ExpiresOn, ApiKeyState State, DateTimeOffset? LastUsedAt);

internal sealed class ListOwnKeysHandler(CoreDbContext db, Operation operation) : IRequestHandler<ListOwnKeys, Page<OwnKeyRow>>
{
    public async Task<Page<OwnKeyRow>> Handle(ListOwnKeys request, CancellationToken cancellationToken)
    {
        var me = operation.Actor.AccountId;

        // The caller's own rows, so the scope the caller happens to work in does not matter.
        var keys = db.Set<ApiKey>().IgnoreQueryFilters([ModuleDbContext.SiteFilter]).AsNoTracking().Where(k => k.OwnerId == me);
        var total = await keys.CountAsync(cancellationToken);
        var rows = await keys.OrderByDescending(k => k.CreatedAt).ThenBy(k => k.Id).Skip(request.Page.Skip).Take(request.Page.Take)
            .Select(k => new
            {
                Key = k,
                LastUsedAt = db.Set<ApiKeyUseDay>().Where(u => u.KeyId == k.Id).OrderByDescending(u => u.Day).Select(u => (DateTimeOffset?)u.LastAt).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return new Page<OwnKeyRow>(
            [.. rows.Select(r => new OwnKeyRow(r.Key.Id, r.Key.Prefix, r.Key.Name, r.Key.Purpose, r.Key.ExpiresOn, KeyStates.Of(r.Key, operation.Today), r.LastUsedAt))], total);
    }
}
