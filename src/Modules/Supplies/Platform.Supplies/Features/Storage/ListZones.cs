using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Storage;

/// <summary>Cabinets and zones of a store. Two statements.</summary>
/// <param name="Closed">Null: those in use and those that are not.</param>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/sites/{siteId}/stores/{storeId}/zones", "一个库房的药具柜和分区")]
[Clauses("P3-STORAGE-02", "P3-STORAGE-03")]
internal sealed record ListZones(int SiteId, Guid StoreId, PageRequest Page, bool? Closed = null) : IQuery<Page<ZoneRow>>, ISiteRequest;

/// <param name="ProductId">Empty: any product.</param>
internal sealed record ZoneRow(
    Guid Id, string Cabinet, bool Dedicated, string Zone, Guid ProductId, string Code, string Product, StockCondition Condition, DateOnly? ExpiresFrom, DateOnly? ExpiresTo, string Sign, DateOnly? ClosedOn,
    string CloseReason, Guid Version)
{
    public string ProductText => ProductId == Guid.Empty ? "不限品种" : $"{Code} {Product}";

    public string ExpiryText => (ExpiresFrom, ExpiresTo) switch
    {
        (null, null) => "",
        ({ } from, null) => $"{from:yyyy-MM-dd} 及以后",
        (null, { } to) => $"{to:yyyy-MM-dd} 及以前",
        ({ } from, { } to) => $"{from:yyyy-MM-dd} 至 {to:yyyy-MM-dd}",
    };
}

internal sealed class ListZonesHandler(SuppliesDbContext db) : IRequestHandler<ListZones, Page<ZoneRow>>
{
    public async Task<Page<ZoneRow>> Handle(ListZones request, CancellationToken cancellationToken)
    {
        var rows = db.Set<StorageZone>().AsNoTracking().Where(z => z.SiteId == request.SiteId && z.StoreId == request.StoreId);
        rows = request.Closed is { } closed ? rows.Where(z => (z.ClosedOn != null) == closed) : rows;
        var total = await rows.CountAsync(cancellationToken);
        var page = await (from zone in rows
                          join known in db.Set<Product>() on zone.ProductId equals known.Id into products
                          from product in products.DefaultIfEmpty()
                          orderby zone.ClosedOn != null, zone.Cabinet, zone.Zone, zone.Id
                          select new { Zone = zone, Product = product }).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        return new Page<ZoneRow>(
            [
                .. page.Select(r => new ZoneRow(
                    r.Zone.Id, r.Zone.Cabinet, r.Zone.Dedicated, r.Zone.Zone, r.Zone.ProductId, r.Product?.Code ?? "", r.Product?.Text ?? "", r.Zone.Condition, r.Zone.ExpiresFrom, r.Zone.ExpiresTo,
                    r.Zone.Sign, r.Zone.ClosedOn, r.Zone.CloseReason, r.Zone.Version)),
            ],
            total);
    }
}
