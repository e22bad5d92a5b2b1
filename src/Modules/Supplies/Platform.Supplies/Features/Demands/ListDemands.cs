using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Demands;

/// <summary>Demands that the caller's sites handed in or are asked for, the newest first. Three statements.</summary>
/// <param name="SiteId">Of either side.</param>
/// <param name="Month">In which the period begins.</param>
/// <param name="Text">Beginning of the number.</param>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/demands", "药具需求单：本单位申报的和下级申报的")]
[Clauses("P3-DISTRIBUTION-01", "P3-DISTRIBUTION-03", "P3-STREETSUPPLY-04")]
internal sealed record ListDemands(PageRequest Page, int? SiteId = null, DemandState? State = null, YearMonth? Month = null, string? Text = null) : IQuery<Page<DemandRow>>;

/// <param name="Requested">All base units whatever the products; likewise <paramref name="Approved"/> and <paramref name="Sent"/>.</param>
internal sealed record DemandRow(
    Guid Id, int SiteId, string SiteName, string Store, int OtherSiteId, string Supplier, string Voucher, DateOnly Period, int Months, bool Supplementary, DemandState State,
    DateTimeOffset SubmittedAt, string SubmittedBy, DateOnly? DecidedOn, int Lines, long Requested, long Approved, long Sent)
{
    public string PeriodText => DemandRules.Text(Period, Months) + (Supplementary ? "（追加）" : "");

    public string StoreText => SiteName == "" ? Store : $"{SiteName} {Store}";
}

internal sealed class ListDemandsHandler(SuppliesDbContext db, IMediator mediator) : IRequestHandler<ListDemands, Page<DemandRow>>
{
    public async Task<Page<DemandRow>> Handle(ListDemands request, CancellationToken cancellationToken)
    {
        var rows = db.Set<Demand>().AsNoTracking();
        rows = request.SiteId is { } site ? rows.Where(d => d.SiteId == site || d.OtherSiteId == site) : rows;
        rows = request.State is { } state ? rows.Where(d => d.State == state) : rows;
        rows = request.Text?.Trim() is { Length: > 0 } text ? rows.Where(d => d.Voucher.StartsWith(text)) : rows;
        if (request.Month is { } month)
        {
            var (first, last) = (month.FirstDay, month.LastDay);
            rows = rows.Where(d => d.Period >= first && d.Period <= last);
        }

        var total = await rows.CountAsync(cancellationToken);
        var sorted = request.Page.Sort switch
        {
            "SubmittedAt" => rows.OrderBy(d => d.SubmittedAt),
            "Period" => rows.OrderBy(d => d.Period),
            "-Period" => rows.OrderByDescending(d => d.Period),
            _ => rows.OrderByDescending(d => d.SubmittedAt),
        };
        var page = await sorted.ThenByDescending(d => d.Id).Skip(request.Page.Skip).Take(request.Page.Take).Select(d => new
        {
            Demand = d,
            Lines = db.Set<DemandLine>().Count(l => l.DemandId == d.Id),
            Requested = db.Set<DemandLine>().Where(l => l.DemandId == d.Id).Sum(l => l.Requested),
            Approved = db.Set<DemandLine>().Where(l => l.DemandId == d.Id).Sum(l => l.Approved),
            Sent = (from line in db.Set<DispatchLine>()
                    join dispatch in db.Set<Dispatch>() on line.DispatchId equals dispatch.Id
                    where dispatch.DemandId == d.Id && dispatch.State != DispatchState.Cancelled
                    select line.Sent).Sum(),
        }).ToListAsync(cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. page.Select(p => p.Demand.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<DemandRow>(
            [
                .. page.Select(p => new DemandRow(
                    p.Demand.Id, p.Demand.SiteId, names.GetValueOrDefault(p.Demand.SiteId, ""), p.Demand.StoreName, p.Demand.OtherSiteId, p.Demand.SupplierName, p.Demand.Voucher, p.Demand.Period,
                    p.Demand.Months, p.Demand.Supplementary, p.Demand.State, p.Demand.SubmittedAt, p.Demand.SubmittedByName, p.Demand.DecidedOn, p.Lines, p.Requested, p.Approved, p.Sent)),
            ],
            total);
    }
}
