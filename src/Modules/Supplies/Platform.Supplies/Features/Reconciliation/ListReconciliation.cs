using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Reconciliation;

/// <summary>
/// Each line of a dispatch against its receipt: what was sent and is not accepted, the oldest first, until both sides are settled (三级帐帐相符). Three statements.
/// </summary>
/// <param name="SiteId">Of either side.</param>
/// <param name="State">Sent: not received yet; Received: with differences. Null: both.</param>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/reconciliation", "三级对账：发出与验收不相符的调拨明细、天数和应办一方")]
[Clauses("P3-STREETSUPPLY-05a", "P3-STREETSUPPLY-03", "P3-STORAGE-04", "P3-DISTRIBUTION-06")]
internal sealed record ListReconciliation(PageRequest Page, int? SiteId = null, DispatchState? State = null) : IQuery<Page<ReconciliationRow>>;

/// <param name="Days">Calendar days since it was sent.</param>
/// <param name="Owner">The side whose turn it is: the receiver while it is on the way, the sender once differences are known.</param>
internal sealed record ReconciliationRow(
    Guid LineId, Guid DispatchId, string Voucher, DispatchKind Kind, DispatchState State, string From, string To, string Product, string Unit, string Batch, DateOnly SentOn, int Days, long Sent,
    long Accepted, long Rejected, long Missing, string Reason, string Owner);

internal sealed class ListReconciliationHandler(SuppliesDbContext db, IMediator mediator, Operation operation) : IRequestHandler<ListReconciliation, Page<ReconciliationRow>>
{
    public async Task<Page<ReconciliationRow>> Handle(ListReconciliation request, CancellationToken cancellationToken)
    {
        var rows = from line in db.Set<DispatchLine>().AsNoTracking()
                   join dispatch in db.Set<Dispatch>() on line.DispatchId equals dispatch.Id
                   join batch in db.Set<Batch>() on line.BatchId equals batch.Id
                   join product in db.Set<Product>() on line.ProductId equals product.Id
                   where (dispatch.State == DispatchState.Sent || dispatch.State == DispatchState.Received) && line.Accepted != line.Sent
                   select new { Line = line, Dispatch = dispatch, Batch = batch, Product = product };
        rows = request.SiteId is { } site ? rows.Where(r => r.Dispatch.SiteId == site || r.Dispatch.OtherSiteId == site) : rows;
        rows = request.State is { } state ? rows.Where(r => r.Dispatch.State == state) : rows;
        var total = await rows.CountAsync(cancellationToken);
        var sorted = request.Page.Sort == "-SentOn" ? rows.OrderByDescending(r => r.Dispatch.SentOn) : rows.OrderBy(r => r.Dispatch.SentOn);
        // An export reads all lines of a country: what is shown of them, and no more.
        var page = await sorted.ThenBy(r => r.Dispatch.Id).ThenBy(r => r.Line.Id).Skip(request.Page.Skip).Take(request.Page.Take).Select(r => new
        {
            r.Line.Id,
            Line = new { r.Line.Sent, r.Line.Accepted, r.Line.Rejected, r.Line.Missing, r.Line.Reason },
            DispatchId = r.Dispatch.Id,
            Dispatch = new { r.Dispatch.Voucher, r.Dispatch.Kind, r.Dispatch.State, r.Dispatch.SiteId, r.Dispatch.OtherSiteId, r.Dispatch.FromName, r.Dispatch.ToName, r.Dispatch.SentOn },
            Product = new { r.Product.Name, r.Product.Specification, r.Product.Dose, r.Product.Unit },
            r.Batch.Number,
        }).ToListAsync(cancellationToken);
        var sites = page.SelectMany(r => new[] { r.Dispatch.SiteId, r.Dispatch.OtherSiteId }).Distinct().ToList();
        var names = (await mediator.Send(new GetDivisions(sites), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<ReconciliationRow>(
            [
                .. page.Select(r =>
                {
                    var (from, to) = (Side(names, r.Dispatch.SiteId, r.Dispatch.FromName), Side(names, r.Dispatch.OtherSiteId, r.Dispatch.ToName));
                    return new ReconciliationRow(
                        r.Id, r.DispatchId, r.Dispatch.Voucher, r.Dispatch.Kind, r.Dispatch.State, from, to, Product.TextOf(r.Product.Name, r.Product.Specification, r.Product.Dose), r.Product.Unit, r.Number,
                        r.Dispatch.SentOn, operation.Today.DayNumber - r.Dispatch.SentOn.DayNumber, r.Line.Sent, r.Line.Accepted, r.Line.Rejected, r.Line.Missing, r.Line.Reason,
                        r.Dispatch.State == DispatchState.Sent ? to : from);
                }),
            ],
            total);
    }

    private static string Side(Dictionary<int, string> names, int site, string store) => $"{names.GetValueOrDefault(site, "")} {store}".Trim();
}
