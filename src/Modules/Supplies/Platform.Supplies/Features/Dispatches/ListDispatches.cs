using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Dispatches;

/// <summary>Dispatches that the caller's sites sent or receive, the newest first. Three statements.</summary>
/// <param name="SiteId">Of either side.</param>
/// <param name="Month">Of the day they were sent.</param>
/// <param name="Text">Beginning of the voucher number.</param>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/dispatches", "药具调拨单：本单位发出的和收货的")]
[Clauses("P3-DISTRIBUTION-04a", "P3-DISTRIBUTION-04b", "P3-STREETSUPPLY-12")]
internal sealed record ListDispatches(
    PageRequest Page, int? SiteId = null, DispatchState? State = null, DispatchKind? Kind = null, YearMonth? Month = null, string? Text = null) : IQuery<Page<DispatchRow>>;

/// <param name="Quantity">All base units sent, whatever the products; likewise <paramref name="Differs"/> rejected and missing.</param>
internal sealed record DispatchRow(
    Guid Id, int SiteId, string SiteName, string From, int OtherSiteId, string OtherSiteName, string To, DispatchKind Kind, DispatchState State, string Voucher, DateOnly SentOn,
    string SentBy, DateOnly? ReceivedOn, string ReceivedBy, int Lines, long Quantity, long Differs)
{
    public string FromText => SiteName == "" ? From : $"{SiteName} {From}";

    public string ToText => OtherSiteName == "" ? To : $"{OtherSiteName} {To}";
}

internal sealed class ListDispatchesHandler(SuppliesDbContext db, IMediator mediator) : IRequestHandler<ListDispatches, Page<DispatchRow>>
{
    public async Task<Page<DispatchRow>> Handle(ListDispatches request, CancellationToken cancellationToken)
    {
        var rows = db.Set<Dispatch>().AsNoTracking();
        rows = request.SiteId is { } site ? rows.Where(d => d.SiteId == site || d.OtherSiteId == site) : rows;
        rows = request.State is { } state ? rows.Where(d => d.State == state) : rows;
        rows = request.Kind is { } kind ? rows.Where(d => d.Kind == kind) : rows;
        rows = request.Text?.Trim() is { Length: > 0 } text ? rows.Where(d => d.Voucher.StartsWith(text)) : rows;
        if (request.Month is { } month)
        {
            var (first, last) = (month.FirstDay, month.LastDay);
            rows = rows.Where(d => d.SentOn >= first && d.SentOn <= last);
        }

        var total = await rows.CountAsync(cancellationToken);
        var sorted = request.Page.Sort switch
        {
            "SentOn" => rows.OrderBy(d => d.SentOn),
            "ReceivedOn" => rows.OrderBy(d => d.ReceivedOn),
            "-ReceivedOn" => rows.OrderByDescending(d => d.ReceivedOn),
            _ => rows.OrderByDescending(d => d.SentOn),
        };
        var page = await sorted.ThenByDescending(d => d.Id).Skip(request.Page.Skip).Take(request.Page.Take).Select(d => new
        {
            Dispatch = d,
            Lines = db.Set<DispatchLine>().Count(l => l.DispatchId == d.Id),
            Quantity = db.Set<DispatchLine>().Where(l => l.DispatchId == d.Id).Sum(l => l.Sent),
            Differs = db.Set<DispatchLine>().Where(l => l.DispatchId == d.Id).Sum(l => l.Rejected + l.Missing),
        }).ToListAsync(cancellationToken);
        var sites = page.SelectMany(p => new[] { p.Dispatch.SiteId, p.Dispatch.OtherSiteId }).Distinct().ToList();
        var names = (await mediator.Send(new GetDivisions(sites), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<DispatchRow>(
            [
                .. page.Select(p => new DispatchRow(
                    p.Dispatch.Id, p.Dispatch.SiteId, names.GetValueOrDefault(p.Dispatch.SiteId, ""), p.Dispatch.FromName, p.Dispatch.OtherSiteId,
                    names.GetValueOrDefault(p.Dispatch.OtherSiteId, ""), p.Dispatch.ToName, p.Dispatch.Kind, p.Dispatch.State, p.Dispatch.Voucher, p.Dispatch.SentOn, p.Dispatch.SentByName,
                    p.Dispatch.ReceivedOn, p.Dispatch.ReceivedByName, p.Lines, p.Quantity, p.Differs)),
            ],
            total);
    }
}
