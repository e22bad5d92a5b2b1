using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Dispatches;

/// <summary>What a store has to send, good and quarantined, in the order of the catalogue. One statement.</summary>
[Requires(SuppliesPermissions.Send)]
internal sealed record GetDispatchStock(int SiteId, Guid StoreId) : IQuery<IReadOnlyList<DispatchStock>>, ISiteRequest;

/// <param name="Balance">Base units.</param>
internal sealed record DispatchStock(Guid ProductId, string Code, string Product, string Unit, Guid BatchId, string Batch, DateOnly? ExpiresOn, StockCondition Condition, long Balance);

internal sealed class GetDispatchStockHandler(SuppliesDbContext db) : IRequestHandler<GetDispatchStock, IReadOnlyList<DispatchStock>>
{
    public async Task<IReadOnlyList<DispatchStock>> Handle(GetDispatchStock request, CancellationToken cancellationToken)
    {
        var rows = await (from account in db.Set<StockAccount>().AsNoTracking()
                          join batch in db.Set<Batch>() on account.BatchId equals batch.Id
                          join product in db.Set<Product>() on account.ProductId equals product.Id
                          where account.SiteId == request.SiteId && account.StoreId == request.StoreId && account.Balance > 0
                          orderby product.Code, batch.ProducedOn, batch.Number
                          select new { Account = account, Batch = batch, Product = product }).ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(r => new DispatchStock(
                r.Product.Id, r.Product.Code, r.Product.Text, r.Product.Unit, r.Batch.Id, r.Batch.Number, r.Batch.ExpiresOn, r.Account.Condition, r.Account.Balance)),
        ];
    }
}
