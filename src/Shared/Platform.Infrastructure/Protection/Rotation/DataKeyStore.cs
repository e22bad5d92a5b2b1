using Microsoft.EntityFrameworkCore;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Protection.Keys;

namespace Platform.Infrastructure.Protection.Rotation;

/// <summary>The keys that sign cookies: a handful. Those from before they were sealed stay as they are until they expire.</summary>
internal sealed class DataKeyStore(KeyRing ring) : SealedStore
{
    public override string Code => SealedXml.Purpose;

    public override string Name => "登录状态的签名密钥";

    public override Type Context => typeof(CoreDbContext);

    public override async Task<List<(Guid Id, int Version)>> NextAsync(ModuleDbContext db, Guid after, int take, CancellationToken cancellationToken) =>
        [.. from key in await Rows(db, after).Take(take).ToListAsync(cancellationToken)
            let version = SealedXml.VersionOf(key.Xml)
            where version is not null
            select (key.Id, version.Value)];

    public override async Task<RenewedChunk> RenewAsync(ModuleDbContext db, Guid after, CancellationToken cancellationToken)
    {
        var keys = await Rows(db, after).Take(RenewedAtOnce).ToListAsync(cancellationToken);
        var renewed = 0;
        foreach (var key in keys.Where(k => SealedXml.VersionOf(k.Xml) is { } version && version != ring.Current))
        {
            var xml = SealedXml.Renew(ring, key.Xml);
            renewed += await db.Set<DataKey>().Where(k => k.Id == key.Id).ExecuteUpdateAsync(s => s.SetProperty(k => k.Xml, xml), cancellationToken);
        }

        return new RenewedChunk(keys.Count < RenewedAtOnce ? null : keys[^1].Id, keys.Count, renewed);
    }

    private static IQueryable<DataKey> Rows(ModuleDbContext db, Guid after) =>
        db.Set<DataKey>().AsNoTracking().Where(k => k.Id > after).OrderBy(k => k.Id);
}
