using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Scraps;

/// <summary>What stands in quarantine in a store, with what open applications already speak for. One statement.</summary>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/sites/{siteId}/stores/{storeId}/scrap-stock", "一个库房隔离的药具，以及其中已申请报废的数量")]
[Clauses("P3-STREETSUPPLY-10b", "P3-STORAGE-05")]
internal sealed record GetScrapStock(int SiteId, Guid StoreId) : IQuery<IReadOnlyList<ScrapStock>>, ISiteRequest;

/// <param name="Balance">Base units in quarantine; <paramref name="Reserved"/>: of these in open applications.</param>
internal sealed record ScrapStock(Guid BatchId, string Code, string Product, string Unit, string Batch, DateOnly? ExpiresOn, long Balance, long Reserved)
{
    public long Free => Math.Max(0, Balance - Reserved);
}

internal sealed class GetScrapStockHandler(SuppliesDbContext db, ScrapDesk desk) : IRequestHandler<GetScrapStock, IReadOnlyList<ScrapStock>>
{
    public async Task<IReadOnlyList<ScrapStock>> Handle(GetScrapStock request, CancellationToken cancellationToken)
    {
        var open = desk.OpenLines(request.StoreId);
        var rows = await (from account in db.Set<StockAccount>().AsNoTracking()
                          join batch in db.Set<Batch>() on account.BatchId equals batch.Id
                          join product in db.Set<Product>() on account.ProductId equals product.Id
                          where account.SiteId == request.SiteId && account.StoreId == request.StoreId && account.Condition == StockCondition.Quarantine && account.Balance > 0
                          orderby product.Code, batch.ProducedOn, batch.Number
                          select new { account.Balance, Batch = batch, Product = product, Reserved = open.Where(l => l.BatchId == batch.Id).Sum(l => l.Quantity) }).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new ScrapStock(r.Batch.Id, r.Product.Code, r.Product.Text, r.Product.Unit, r.Batch.Number, r.Batch.ExpiresOn, r.Balance, r.Reserved))];
    }
}
