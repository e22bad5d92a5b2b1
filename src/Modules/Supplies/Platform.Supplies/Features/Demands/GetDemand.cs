using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Demands;

/// <summary>One demand with its lines and the dispatches sent for it, for either side. Refuses NOT_FOUND. Five statements.</summary>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/demands/{id}", "一张药具需求单：测算依据、申报、批准和已发数量，以及调拨单")]
[Clauses("P3-DISTRIBUTION-01", "P3-DISTRIBUTION-03")]
internal sealed record GetDemand(Guid Id) : IQuery<DemandDetail>;

internal sealed record DemandDetail(
    Guid Id, int SiteId, string SiteName, Guid StoreId, string Store, int OtherSiteId, string OtherSiteName, Guid SupplierId, string Supplier, DateOnly Period, int Months, bool Supplementary,
    string Voucher, string Note, DemandState State, DateTimeOffset SubmittedAt, string SubmittedBy, DateOnly? DecidedOn, string DecidedBy, string DecisionNote, DateOnly? ClosedOn,
    string ClosedBy, string ClosingNote, IReadOnlyList<DemandDetailLine> Lines, IReadOnlyList<DemandDispatch> Dispatches, Guid Version)
{
    public string PeriodText => DemandRules.Text(Period, Months) + (Supplementary ? "（追加）" : "");
}

/// <summary>Base units; how they were computed as of the day of handing in.</summary>
internal sealed record DemandDetailLine(Guid ProductId, string Code, string Product, string Unit, long Issued, long Available, long Computed, long Requested, long Approved, long Sent);

internal sealed record DemandDispatch(Guid Id, string Voucher, DispatchState State, DateOnly SentOn, DateOnly? ReceivedOn);

internal sealed class GetDemandHandler(SuppliesDbContext db, DemandDesk desk, IMediator mediator) : IRequestHandler<GetDemand, DemandDetail>
{
    public async Task<DemandDetail> Handle(GetDemand request, CancellationToken cancellationToken)
    {
        var d = await db.Set<Demand>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == request.Id, cancellationToken) ?? throw DemandDesk.NotFound();
        var lines = await (from line in db.Set<DemandLine>().AsNoTracking()
                           join product in db.Set<Product>() on line.ProductId equals product.Id
                           where line.DemandId == d.Id
                           orderby product.Code
                           select new { Line = line, Product = product }).ToListAsync(cancellationToken);
        var sent = await desk.SentAsync(d.Id, cancellationToken);
        var dispatches = await db.Set<Dispatch>().AsNoTracking().Where(x => x.DemandId == d.Id).OrderBy(x => x.SentAt)
            .Select(x => new DemandDispatch(x.Id, x.Voucher, x.State, x.SentOn, x.ReceivedOn)).ToListAsync(cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. new[] { d.SiteId, d.OtherSiteId }.Distinct()]), cancellationToken)).ToDictionary(n => n.Id, n => n.Name);
        return new DemandDetail(
            d.Id, d.SiteId, names.GetValueOrDefault(d.SiteId, ""), d.StoreId, d.StoreName, d.OtherSiteId, names.GetValueOrDefault(d.OtherSiteId, ""), d.SupplierId, d.SupplierName, d.Period,
            d.Months, d.Supplementary, d.Voucher, d.Note, d.State, d.SubmittedAt, d.SubmittedByName, d.DecidedOn, d.DecidedByName, d.DecisionNote, d.ClosedOn, d.ClosedByName, d.ClosingNote,
            [
                .. lines.Select(l => new DemandDetailLine(
                    l.Product.Id, l.Product.Code, l.Product.Text, l.Product.Unit, l.Line.Issued, l.Line.Available, l.Line.Computed, l.Line.Requested, l.Line.Approved,
                    sent.GetValueOrDefault(l.Product.Id))),
            ],
            dispatches, d.Version);
    }
}
