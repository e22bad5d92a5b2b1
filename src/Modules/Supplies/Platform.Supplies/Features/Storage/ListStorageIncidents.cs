using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Storage;

/// <summary>Accidents and losses of the scope, open ones first, then the newest. Three statements.</summary>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/incidents", "库房的事故和损耗")]
[Clauses("P3-STORAGE-01")]
internal sealed record ListStorageIncidents(PageRequest Page, int? SiteId = null, Guid? StoreId = null, IncidentKind? Kind = null, bool? Open = null) : IQuery<Page<IncidentRow>>;

/// <param name="Goods">Product and batch; empty: none is named.</param>
/// <param name="Posting">Kind, day and number of the voucher; empty: none is named.</param>
internal sealed record IncidentRow(
    Guid Id, int SiteId, string SiteName, Guid StoreId, string Store, IncidentKind Kind, DateOnly Day, string What, Guid BatchId, string Goods, string Unit, long? Quantity, Guid PostingId,
    string Posting, string Measure, DateOnly? ClosedOn, string ClosedByName, string EnteredByName, Guid Version);

internal sealed class ListStorageIncidentsHandler(SuppliesDbContext db, IMediator mediator) : IRequestHandler<ListStorageIncidents, Page<IncidentRow>>
{
    public async Task<Page<IncidentRow>> Handle(ListStorageIncidents request, CancellationToken cancellationToken)
    {
        var rows = db.Set<StorageIncident>().AsNoTracking();
        rows = request.SiteId is { } site ? rows.Where(i => i.SiteId == site) : rows;
        rows = request.StoreId is { } store ? rows.Where(i => i.StoreId == store) : rows;
        rows = request.Kind is { } kind ? rows.Where(i => i.Kind == kind) : rows;
        rows = request.Open is { } open ? rows.Where(i => (i.ClosedOn == null) == open) : rows;
        var total = await rows.CountAsync(cancellationToken);
        var page = await (from incident in rows
                          join place in db.Set<Store>() on incident.StoreId equals place.Id
                          join knownBatch in db.Set<Batch>() on incident.BatchId equals knownBatch.Id into batches
                          from batch in batches.DefaultIfEmpty()
                          join knownProduct in db.Set<Product>() on batch.ProductId equals knownProduct.Id into products
                          from product in products.DefaultIfEmpty()
                          join knownPosting in db.Set<Posting>() on incident.PostingId equals knownPosting.Id into postings
                          from posting in postings.DefaultIfEmpty()
                          orderby incident.ClosedOn != null, incident.Day descending, incident.EnteredAt descending, incident.Id
                          select new { Incident = incident, Store = place.Name, Batch = batch, Product = product, Posting = posting })
            .Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. page.Select(p => p.Incident.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<IncidentRow>(
            [
                .. page.Select(p => new IncidentRow(
                    p.Incident.Id, p.Incident.SiteId, names.GetValueOrDefault(p.Incident.SiteId, ""), p.Incident.StoreId, p.Store, p.Incident.Kind, p.Incident.Day, p.Incident.What,
                    p.Incident.BatchId, p.Batch is null || p.Product is null ? "" : $"{p.Product.Text} 批号 {p.Batch.Number}", p.Product?.Unit ?? "", p.Incident.Quantity, p.Incident.PostingId,
                    p.Posting is null ? "" : PostingText(p.Posting), p.Incident.Measure, p.Incident.ClosedOn, p.Incident.ClosedByName, p.Incident.EnteredByName, p.Incident.Version)),
            ],
            total);
    }

    internal static string PostingText(Posting posting) => $"{Words.Of(posting.Kind)} {posting.OccurredOn:yyyy-MM-dd} {posting.Voucher}".TrimEnd();
}

/// <summary>Batches and postings of a site's stores that an incident may name. Two statements.</summary>
[Requires(SuppliesPermissions.Post)]
internal sealed record GetIncidentChoices(int SiteId) : IQuery<IncidentChoices>, ISiteRequest;

internal sealed record IncidentChoices(IReadOnlyList<IncidentChoice> Batches, IReadOnlyList<IncidentChoice> Postings);

internal sealed record IncidentChoice(Guid StoreId, Guid Id, string Text);

internal sealed class GetIncidentChoicesHandler(SuppliesDbContext db, Operation operation) : IRequestHandler<GetIncidentChoices, IncidentChoices>
{
    /// <summary>Postings of so many days.</summary>
    private const int Days = 180;

    private const int Most = 200;

    public async Task<IncidentChoices> Handle(GetIncidentChoices request, CancellationToken cancellationToken)
    {
        var since = operation.Today.AddDays(-Days);
        var batches = await (from account in db.Set<StockAccount>()
                             join batch in db.Set<Batch>() on account.BatchId equals batch.Id
                             join product in db.Set<Product>() on account.ProductId equals product.Id
                             where account.SiteId == request.SiteId && account.Balance > 0
                             orderby product.Code, batch.ProducedOn
                             select new { account.StoreId, batch.Id, Product = product, batch.Number }).ToListAsync(cancellationToken);
        var postings = await db.Set<Posting>().AsNoTracking()
            .Where(p => p.SiteId == request.SiteId && p.OccurredOn >= since && (p.Kind == PostingKind.Quarantine || p.Kind == PostingKind.Count || p.Kind == PostingKind.Scrap))
            .OrderByDescending(p => p.OccurredOn).Take(Most).ToListAsync(cancellationToken);
        return new IncidentChoices(
            [.. batches.DistinctBy(b => (b.StoreId, b.Id)).Select(b => new IncidentChoice(b.StoreId, b.Id, $"{b.Product.Text} 批号 {b.Number}"))],
            [.. postings.Select(p => new IncidentChoice(p.StoreId, p.Id, $"{ListStorageIncidentsHandler.PostingText(p)} {p.Note}".TrimEnd()))]);
    }
}
