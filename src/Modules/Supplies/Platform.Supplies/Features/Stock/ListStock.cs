using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Stock;

/// <summary>What stores hold, by store, product and batch; today or at the end of any past day.</summary>
/// <param name="Day">Null: today.</param>
/// <param name="Empty">True: also pages of the book with nothing left.</param>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/stock", "药具库存；可查任何一天的结存")]
[Clauses("P3-STREETSUPPLY-03", "P3-STREETSUPPLY-05a", "P3-DISTRIBUTION-03", "P3-STORAGE-03")]
internal sealed record ListStock(
    PageRequest Page, int? SiteId = null, Guid? StoreId = null, Guid? ProductId = null, string? Text = null, StockCondition? Condition = null, DateOnly? Day = null, bool? Empty = null)
    : IQuery<Page<StockRow>>;

/// <param name="Balance">Base units at the end of the day asked for.</param>
/// <param name="Location">Cabinet and zone the goods belong in today; empty: none fits.</param>
internal sealed record StockRow(
    Guid AccountId, int SiteId, string SiteName, string Store, string Product, string Unit, string Batch, DateOnly? ProducedOn, DateOnly? ExpiresOn, BatchState State, StockCondition Condition,
    long Balance, string BalanceText, string Location);

internal sealed class ListStockHandler(SuppliesDbContext db, IMediator mediator, Operation operation) : IRequestHandler<ListStock, Page<StockRow>>
{
    public async Task<Page<StockRow>> Handle(ListStock request, CancellationToken cancellationToken)
    {
        var day = request.Day is { } asked && asked < operation.Today ? asked : operation.Today;
        var past = day < operation.Today;
        var rows = from account in db.Set<StockAccount>().AsNoTracking()
                   join store in db.Set<Store>() on account.StoreId equals store.Id
                   join batch in db.Set<Batch>() on account.BatchId equals batch.Id
                   join product in db.Set<Product>() on account.ProductId equals product.Id
                   select new
                   {
                       Account = account,
                       Store = store,
                       Batch = batch,
                       Product = product,
                       Balance = account.Balance - (past ? db.Set<LedgerEntry>().Where(e => e.AccountId == account.Id && e.OccurredOn > day).Sum(e => e.Quantity) : 0),
                   };
        rows = request.SiteId is { } site ? rows.Where(r => r.Account.SiteId == site) : rows;
        rows = request.StoreId is { } storeId ? rows.Where(r => r.Account.StoreId == storeId) : rows;
        rows = request.ProductId is { } productId ? rows.Where(r => r.Account.ProductId == productId) : rows;
        rows = request.Condition is { } condition ? rows.Where(r => r.Account.Condition == condition) : rows;
        rows = request.Text?.Trim() is { Length: > 0 } text ? rows.Where(r => r.Product.Name.StartsWith(text) || r.Product.Code == text || r.Batch.Number.StartsWith(text)) : rows;
        rows = request.Empty == true ? rows : rows.Where(r => r.Balance != 0);
        var total = await rows.CountAsync(cancellationToken);
        var sorted = request.Page.Sort switch
        {
            "ExpiresOn" => rows.OrderBy(r => r.Batch.ExpiresOn),
            "-ExpiresOn" => rows.OrderByDescending(r => r.Batch.ExpiresOn),
            "Balance" => rows.OrderBy(r => r.Balance),
            "-Balance" => rows.OrderByDescending(r => r.Balance),
            _ => rows.OrderBy(r => r.Account.SiteId).ThenBy(r => r.Store.Name).ThenBy(r => r.Product.Code).ThenBy(r => r.Batch.ProducedOn),
        };
        var page = await sorted.ThenBy(r => r.Account.Id).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var ids = page.Select(r => r.Product.Id).Distinct().ToList();
        var packs = (await db.Set<ProductPack>().AsNoTracking().Where(p => ids.Contains(p.ProductId)).ToListAsync(cancellationToken)).ToLookup(p => p.ProductId, p => (p.Name, p.Units));
        var stores = page.Select(r => r.Store.Id).Distinct().ToList();
        var zones = (await db.Set<StorageZone>().AsNoTracking().Where(z => EF.Parameter(stores).Contains(z.StoreId) && z.ClosedOn == null).ToListAsync(cancellationToken)).ToLookup(z => z.StoreId);
        var names = (await mediator.Send(new GetDivisions([.. page.Select(r => r.Account.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<StockRow>(
            [
                .. page.Select(r => new StockRow(
                    r.Account.Id, r.Account.SiteId, names.GetValueOrDefault(r.Account.SiteId, ""), r.Store.Name, r.Product.Text, r.Product.Unit, r.Batch.Number, r.Batch.ProducedOn,
                    r.Batch.ExpiresOn, r.Batch.On(day), r.Account.Condition, r.Balance, PackText.Of(r.Balance, r.Product.Unit, packs[r.Product.Id]),
                    ZoneRules.Of(zones[r.Store.Id], r.Product.Id, r.Batch.ExpiresOn, r.Account.Condition)?.Text ?? "")),
            ],
            total);
    }
}
