using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Dispatches;

/// <summary>One dispatch with its lines, for either side. Refuses NOT_FOUND. Six statements.</summary>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/dispatches/{id}", "一张调拨单：双方、药具明细、核对和验收情况")]
[Clauses("P3-STREETSUPPLY-05a", "P3-DISTRIBUTION-06")]
internal sealed record GetDispatch(Guid Id) : IQuery<DispatchDetail>;

/// <param name="Demand">Number of the demand it was sent for; empty: none.</param>
/// <param name="IsSender">The caller's scope holds the sending store; likewise <paramref name="IsReceiver"/>.</param>
internal sealed record DispatchDetail(
    Guid Id, int SiteId, string SiteName, string From, int OtherSiteId, string OtherSiteName, string To, DispatchKind Kind, DispatchState State, string Voucher, string Note,
    DateOnly SentOn, DateTimeOffset SentAt, string SentBy, IReadOnlyList<CheckItem> SenderChecks, DateOnly? ReceivedOn, DateTimeOffset? ReceivedAt, string ReceivedBy,
    IReadOnlyList<CheckItem> ReceiverChecks, DateOnly? ClosedOn, string ClosedBy, string ClosingNote, IReadOnlyList<DispatchDetailLine> Lines, bool IsSender, bool IsReceiver, Guid DemandId, string Demand, Guid Version)
{
    public bool Sound => Lines.Any(l => l.Condition == StockCondition.Good);
}

/// <param name="SentText">Base units and the same in packs.</param>
internal sealed record DispatchDetailLine(
    Guid Id, Guid ProductId, string Code, string Product, string Specification, string Dose, string Unit, string PackText, Guid BatchId, string Batch, DateOnly? ProducedOn, DateOnly? ExpiresOn,
    string ApprovalNumber, StockCondition Condition, long Sent, string SentText, long Accepted, long Rejected, long Missing, string Reason);

internal sealed class GetDispatchHandler(SuppliesDbContext db, IMediator mediator, Operation operation) : IRequestHandler<GetDispatch, DispatchDetail>
{
    public async Task<DispatchDetail> Handle(GetDispatch request, CancellationToken cancellationToken)
    {
        var d = await db.Set<Dispatch>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == request.Id, cancellationToken) ?? throw DispatchDesk.NotFound();
        var lines = await (from line in db.Set<DispatchLine>().AsNoTracking()
                           join batch in db.Set<Batch>() on line.BatchId equals batch.Id
                           join product in db.Set<Product>() on line.ProductId equals product.Id
                           where line.DispatchId == d.Id
                           orderby product.Code, batch.Number, line.Id
                           select new { Line = line, Batch = batch, Product = product }).ToListAsync(cancellationToken);
        var ids = lines.Select(l => l.Product.Id).Distinct().ToList();
        var packs = (await db.Set<ProductPack>().AsNoTracking().Where(p => ids.Contains(p.ProductId)).ToListAsync(cancellationToken)).ToLookup(p => p.ProductId, p => (p.Name, p.Units));
        var names = (await mediator.Send(new GetDivisions([.. new[] { d.SiteId, d.OtherSiteId }.Distinct()]), cancellationToken)).ToDictionary(n => n.Id, n => n.Name);
        var demand = d.DemandId == Guid.Empty ? "" : await db.Set<Demand>().Where(x => x.Id == d.DemandId).Select(x => x.Voucher).FirstOrDefaultAsync(cancellationToken) ?? "";
        return new DispatchDetail(
            d.Id, d.SiteId, names.GetValueOrDefault(d.SiteId, ""), d.FromName, d.OtherSiteId, names.GetValueOrDefault(d.OtherSiteId, ""), d.ToName, d.Kind, d.State, d.Voucher, d.Note, d.SentOn,
            d.SentAt, d.SentByName, Of(d.SenderChecks), d.ReceivedOn, d.ReceivedAt, d.ReceivedByName, Of(d.ReceiverChecks), d.ClosedOn, d.ClosedByName, d.ClosingNote,
            [
                .. lines.Select(l => new DispatchDetailLine(
                    l.Line.Id, l.Product.Id, l.Product.Code, l.Product.Name, l.Product.Specification, l.Product.Dose, l.Product.Unit,
                    string.Join('，', packs[l.Product.Id].OrderByDescending(p => p.Units).Select(p => $"每{p.Name} {p.Units} {l.Product.Unit}")), l.Batch.Id, l.Batch.Number,
                    l.Batch.ProducedOn, l.Batch.ExpiresOn, l.Batch.ApprovalNumber, l.Line.Condition, l.Line.Sent, PackText.Of(l.Line.Sent, l.Product.Unit, packs[l.Product.Id]), l.Line.Accepted,
                    l.Line.Rejected, l.Line.Missing, l.Line.Reason)),
            ],
            operation.Actor.Scope.Contains(d.SiteId), operation.Actor.Scope.Contains(d.OtherSiteId), d.DemandId, demand, d.Version);
    }

    private static IReadOnlyList<CheckItem> Of(int bits) => [.. Enum.GetValues<CheckItem>().Where(c => Checklist.Has(bits, c))];
}
