using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Counts;

/// <summary>
/// A count sheet: every page of the store's book with stock, and what was counted, by product and batch. Of a signed one the lines as they were signed. Refuses
/// NOT_FOUND. Four statements.
/// </summary>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/sites/{siteId}/counts/{id}", "一份盘点表：账面、实盘、差异和原因")]
[Clauses("P3-STREETSUPPLY-10a", "P3-STORAGE-04")]
internal sealed record GetCount(int SiteId, Guid Id) : IQuery<CountSheet>, ISiteRequest;

internal sealed record CountSheet(
    Guid Id, int SiteId, string SiteName, Guid StoreId, string Store, StoreLevel Level, DateOnly Quarter, CountState State, string BegunBy, DateTimeOffset BegunAt, string ClosedBy,
    DateTimeOffset? ClosedAt, string VoidReason, IReadOnlyList<CountSheetLine> Lines)
{
    public string QuarterText => CountRules.QuarterText(Quarter);

    public int Counted => Lines.Count(l => l.Counted is not null);

    /// <summary>Pages with stock that are not counted yet.</summary>
    public int Left => Lines.Count(l => l.Counted is null);

    public int Differences => Lines.Count(l => l.Difference is not null and not 0);

    public int WithoutCause => Lines.Count(l => l.NeedsCause);

    /// <summary>Nothing is missing for the signature.</summary>
    public bool Complete => State == CountState.Draft && Left == 0 && WithoutCause == 0;
}

/// <param name="Book">Base units at the moment of counting; not counted yet: today.</param>
/// <param name="Counted">Null: not counted yet.</param>
internal sealed record CountSheetLine(
    Guid AccountId, string Code, string Product, string Unit, string Batch, DateOnly? ExpiresOn, StockCondition Condition, long Book, long? Counted, CountCause Cause, string Words,
    DateTimeOffset? CountedAt, string CountedBy)
{
    public long? Difference => Counted - Book;

    public bool NeedsCause => Difference is not null and not 0 && Cause == CountCause.None;
}

internal sealed class GetCountHandler(SuppliesDbContext db, CountDesk counts, IMediator mediator) : IRequestHandler<GetCount, CountSheet>
{
    public async Task<CountSheet> Handle(GetCount request, CancellationToken cancellationToken)
    {
        var count = await counts.OpenAsync(request.SiteId, request.Id, cancellationToken);
        var store = await db.Set<Store>().AsNoTracking().SingleAsync(s => s.Id == count.StoreId, cancellationToken);
        var lines = (await counts.Lines(count).ToListAsync(cancellationToken)).ToDictionary(l => l.Line.AccountId);
        var draft = count.State == CountState.Draft;
        var pages = await (from account in db.Set<StockAccount>().AsNoTracking()
                           join batch in db.Set<Batch>() on account.BatchId equals batch.Id
                           join product in db.Set<Product>() on account.ProductId equals product.Id
                           where account.StoreId == store.Id
                               && ((draft && account.Balance != 0) || db.Set<StockCountLine>().Any(l => l.CountId == count.Id && l.AccountId == account.Id))
                           orderby product.Code, batch.ProducedOn, batch.Number, account.Condition
                           select new { account.Id, account.Condition, account.Balance, Batch = batch, Product = product }).ToListAsync(cancellationToken);
        var name = (await mediator.Send(new GetDivisions([count.SiteId]), cancellationToken)).FirstOrDefault()?.Name ?? "";
        return new CountSheet(
            count.Id, count.SiteId, name, store.Id, store.Name, store.Level, count.Quarter, count.State, count.BegunByName, count.BegunAt, count.ClosedByName, count.ClosedAt, count.VoidReason,
            [
                .. pages.Select(p => lines.TryGetValue(p.Id, out var line)
                    ? new CountSheetLine(
                        p.Id, p.Product.Code, p.Product.Text, p.Product.Unit, p.Batch.Number, p.Batch.ExpiresOn, p.Condition, line.Line.Book + line.Late, line.Line.Counted, line.Line.Cause,
                        line.Line.Words, line.Line.CountedAt, line.Line.CountedByName)
                    : new CountSheetLine(
                        p.Id, p.Product.Code, p.Product.Text, p.Product.Unit, p.Batch.Number, p.Batch.ExpiresOn, p.Condition, p.Balance, null, CountCause.None, "", null, "")),
            ]);
    }
}
