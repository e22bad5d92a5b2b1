using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Stock;

/// <summary>One page of the book (药具明细账), the newest day first, each line with the balance after it. Refuses NOT_FOUND.</summary>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/sites/{siteId}/accounts/{accountId}/entries", "一个批次在一个库房的明细账")]
[Clauses("P3-STREETSUPPLY-05a", "P3-STORAGE-04")]
internal sealed record GetLedger(int SiteId, Guid AccountId, PageRequest Page) : IQuery<Page<LedgerRow>>, ISiteRequest;

/// <param name="Balance">After the line, in the order of the days.</param>
/// <param name="Reversed">Taken back by a later posting.</param>
internal sealed record LedgerRow(
    Guid PostingId, DateOnly OccurredOn, DateTimeOffset EnteredAt, PostingKind Kind, string Voucher, string Counterparty, string Note, string EnteredBy, long In, long Out, long Balance,
    bool Compensates, bool Reversed);

/// <summary>What a page of the book is about. Refuses NOT_FOUND.</summary>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/sites/{siteId}/accounts/{accountId}", "一张库存卡：库房、品种、批次和结存")]
[Clauses("P3-STORAGE-03", "P3-STORAGE-04")]
internal sealed record GetStockCard(int SiteId, Guid AccountId) : IQuery<StockCard>, ISiteRequest;

internal sealed record StockCard(
    Guid AccountId, Guid StoreId, Guid BatchId, string Store, string Product, string Unit, string Batch, DateOnly? ProducedOn, DateOnly? ExpiresOn, string ApprovalNumber, StockCondition Condition, long Balance,
    string BalanceText, long Booked)
{
    /// <summary>The card says what the lines add up to.</summary>
    public bool Agrees => Balance == Booked;
}

internal sealed class LedgerHandlers(SuppliesDbContext db) : IRequestHandler<GetLedger, Page<LedgerRow>>, IRequestHandler<GetStockCard, StockCard>
{
    public async Task<Page<LedgerRow>> Handle(GetLedger request, CancellationToken cancellationToken)
    {
        var account = await AccountAsync(request.SiteId, request.AccountId, cancellationToken);
        var lines = db.Set<LedgerEntry>().AsNoTracking().Where(e => e.AccountId == account.Id).OrderByDescending(e => e.OccurredOn).ThenByDescending(e => e.Sequence);
        var total = await lines.CountAsync(cancellationToken);
        var balance = account.Balance - await lines.Take(request.Page.Skip).SumAsync(e => e.Quantity, cancellationToken);
        var page = await (from line in lines.Skip(request.Page.Skip).Take(request.Page.Take)
                          join posting in db.Set<Posting>() on line.PostingId equals posting.Id
                          orderby line.OccurredOn descending, line.Sequence descending
                          select new { line, posting, Reversed = db.Set<Posting>().Any(p => p.ReversesId == posting.Id) }).ToListAsync(cancellationToken);
        var rows = new List<LedgerRow>();
        foreach (var row in page)
        {
            rows.Add(new LedgerRow(
                row.posting.Id, row.line.OccurredOn, row.posting.EnteredAt, row.posting.Kind, row.posting.Voucher, row.posting.Counterparty, row.posting.Note, row.posting.EnteredByName,
                Math.Max(row.line.Quantity, 0), Math.Max(-row.line.Quantity, 0), balance, row.line.Compensates, row.Reversed));
            balance -= row.line.Quantity;
        }

        return new Page<LedgerRow>(rows, total);
    }

    public async Task<StockCard> Handle(GetStockCard request, CancellationToken cancellationToken)
    {
        var account = await AccountAsync(request.SiteId, request.AccountId, cancellationToken);
        var named = await (from batch in db.Set<Batch>().AsNoTracking()
                           join product in db.Set<Product>() on batch.ProductId equals product.Id
                           from store in db.Set<Store>()
                           where batch.Id == account.BatchId && store.Id == account.StoreId
                           select new { batch, product, store.Name }).SingleOrDefaultAsync(cancellationToken) ?? throw NotFound();
        var packs = await db.Set<ProductPack>().AsNoTracking().Where(p => p.ProductId == account.ProductId).ToListAsync(cancellationToken);
        var booked = await db.Set<LedgerEntry>().Where(e => e.AccountId == account.Id).SumAsync(e => e.Quantity, cancellationToken);
        return new StockCard(
            account.Id, account.StoreId, account.BatchId, named.Name, named.product.Text, named.product.Unit, named.batch.Number, named.batch.ProducedOn, named.batch.ExpiresOn, named.batch.ApprovalNumber,
            account.Condition, account.Balance, PackText.Of(account.Balance, named.product.Unit, packs.Select(p => (p.Name, p.Units))), booked);
    }

    private async Task<StockAccount> AccountAsync(int siteId, Guid id, CancellationToken cancellationToken) =>
        await db.Set<StockAccount>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == id && a.SiteId == siteId, cancellationToken)
            ?? throw NotFound();

    private static RefusalException NotFound() => Refusals.NotFound("这张库存卡");
}
