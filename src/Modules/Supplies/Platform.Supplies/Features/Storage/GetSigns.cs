using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Storage;

/// <summary>
/// What the signs of a store say: every zone in use with the products that lie there, or belong there, and their earliest last day of use. Goods for which no zone fits
/// come last. Refuses NOT_FOUND. Five statements.
/// </summary>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/sites/{siteId}/stores/{storeId}/signs", "一个库房各分区的挂牌：品名、规格、最早的有效期")]
[Clauses("P3-STORAGE-03")]
internal sealed record GetSigns(int SiteId, Guid StoreId) : IQuery<StoreSigns>, ISiteRequest;

/// <param name="Elsewhere">Goods in the store for which no zone fits.</param>
internal sealed record StoreSigns(string SiteName, string Store, IReadOnlyList<ZoneSign> Zones, IReadOnlyList<SignLine> Elsewhere);

internal sealed record ZoneSign(string Cabinet, string Zone, bool Dedicated, StockCondition Condition, string Sign, IReadOnlyList<SignLine> Lines);

/// <param name="FirstExpiry">Earliest last day of use of what lies there; null: nothing, or not known.</param>
internal sealed record SignLine(string Code, string Name, string Specification, DateOnly? FirstExpiry);

internal sealed class GetSignsHandler(SuppliesDbContext db, IMediator mediator) : IRequestHandler<GetSigns, StoreSigns>
{
    public async Task<StoreSigns> Handle(GetSigns request, CancellationToken cancellationToken)
    {
        var store = await db.Set<Store>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == request.StoreId && s.SiteId == request.SiteId, cancellationToken) ?? throw StoreDesk.NotFound();
        var zones = await db.Set<StorageZone>().AsNoTracking().Where(z => z.StoreId == store.Id && z.ClosedOn == null).OrderBy(z => z.Cabinet).ThenBy(z => z.Zone).ThenBy(z => z.Id)
            .ToListAsync(cancellationToken);
        var goods = (await (from account in db.Set<StockAccount>()
                            join batch in db.Set<Batch>() on account.BatchId equals batch.Id
                            where account.StoreId == store.Id && account.Balance > 0
                            select new { account.ProductId, account.Condition, batch.ExpiresOn }).ToListAsync(cancellationToken))
            .Select(g => (g.ProductId, g.ExpiresOn, Zone: ZoneRules.Of(zones, g.ProductId, g.ExpiresOn, g.Condition)?.Id ?? Guid.Empty)).ToLookup(g => g.Zone);
        var ids = goods.SelectMany(g => g).Select(g => g.ProductId).Concat(zones.Select(z => z.ProductId)).Where(id => id != Guid.Empty).Distinct().ToList();
        var products = await db.Set<Product>().AsNoTracking().Where(p => EF.Parameter(ids).Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellationToken);
        var site = (await mediator.Send(new GetDivisions([store.SiteId]), cancellationToken)).FirstOrDefault()?.Name ?? "";
        return new StoreSigns(
            site, store.Name,
            [.. zones.Select(z => new ZoneSign(z.Cabinet, z.Zone, z.Dedicated, z.Condition, z.Sign, Lines(z.Id, z.ProductId)))],
            Lines(Guid.Empty, Guid.Empty));

        // The zone's own product stands on its sign also while nothing of it is there.
        IReadOnlyList<SignLine> Lines(Guid zone, Guid own) =>
        [
            .. goods[zone].GroupBy(g => g.ProductId).Select(g => (g.Key, First: g.Min(b => b.ExpiresOn)))
                .Concat(own == Guid.Empty || goods[zone].Any() ? [] : [(own, (DateOnly?)null)])
                .Where(l => products.ContainsKey(l.Item1)).Select(l => (Product: products[l.Item1], First: l.Item2))
                .OrderBy(l => l.Product.Code, StringComparer.Ordinal)
                .Select(l => new SignLine(l.Product.Code, l.Product.Name, string.Join(' ', new[] { l.Product.Specification, l.Product.Dose }.Where(t => t.Length > 0)), l.First)),
        ];
    }
}
