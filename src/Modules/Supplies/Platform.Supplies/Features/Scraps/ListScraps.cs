using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Scraps;

/// <summary>Scrap applications that the caller's sites made or decide about, the newest first. Three statements.</summary>
/// <param name="SiteId">Of either side.</param>
/// <param name="Month">Of the application.</param>
/// <param name="Text">Beginning of the number or of the store's name.</param>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/scraps", "药具报废申请：本单位申请的和由本单位审批的")]
[Clauses("P3-STREETSUPPLY-10b", "P3-STORAGE-05")]
internal sealed record ListScraps(PageRequest Page, int? SiteId = null, ScrapState? State = null, YearMonth? Month = null, string? Text = null) : IQuery<Page<ScrapRow>>;

/// <param name="Quantity">All base units, whatever the products.</param>
internal sealed record ScrapRow(
    Guid Id, int SiteId, string SiteName, string Store, int OtherSiteId, string OtherSiteName, string Number, ScrapState State, DateOnly AppliedOn, string AppliedBy, DateOnly? DecidedOn,
    string DecidedBy, DateOnly? DisposedOn, int Lines, long Quantity);

internal sealed class ListScrapsHandler(SuppliesDbContext db, IMediator mediator) : IRequestHandler<ListScraps, Page<ScrapRow>>
{
    public async Task<Page<ScrapRow>> Handle(ListScraps request, CancellationToken cancellationToken)
    {
        var rows = db.Set<ScrapApplication>().AsNoTracking();
        rows = request.SiteId is { } site ? rows.Where(s => s.SiteId == site || s.OtherSiteId == site) : rows;
        rows = request.State is { } state ? rows.Where(s => s.State == state) : rows;
        rows = request.Text?.Trim() is { Length: > 0 } text ? rows.Where(s => s.Number.StartsWith(text) || s.StoreName.StartsWith(text)) : rows;
        if (request.Month is { } month)
        {
            var (first, last) = (month.FirstDay, month.LastDay);
            rows = rows.Where(s => s.AppliedOn >= first && s.AppliedOn <= last);
        }

        var total = await rows.CountAsync(cancellationToken);
        var sorted = request.Page.Sort switch
        {
            "AppliedOn" => rows.OrderBy(s => s.AppliedOn),
            "DisposedOn" => rows.OrderBy(s => s.DisposedOn),
            "-DisposedOn" => rows.OrderByDescending(s => s.DisposedOn),
            _ => rows.OrderByDescending(s => s.AppliedOn),
        };
        var page = await sorted.ThenByDescending(s => s.Id).Skip(request.Page.Skip).Take(request.Page.Take).Select(s => new
        {
            Scrap = s,
            Lines = db.Set<ScrapLine>().Count(l => l.ScrapId == s.Id),
            Quantity = db.Set<ScrapLine>().Where(l => l.ScrapId == s.Id).Sum(l => l.Quantity),
        }).ToListAsync(cancellationToken);
        var sites = page.SelectMany(p => new[] { p.Scrap.SiteId, p.Scrap.OtherSiteId }).Distinct().ToList();
        var names = (await mediator.Send(new GetDivisions(sites), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<ScrapRow>(
            [
                .. page.Select(p => new ScrapRow(
                    p.Scrap.Id, p.Scrap.SiteId, names.GetValueOrDefault(p.Scrap.SiteId, ""), p.Scrap.StoreName, p.Scrap.OtherSiteId, names.GetValueOrDefault(p.Scrap.OtherSiteId, ""),
                    p.Scrap.Number, p.Scrap.State, p.Scrap.AppliedOn, p.Scrap.AppliedByName, p.Scrap.DecidedOn, p.Scrap.DecidedByName, p.Scrap.DisposedOn, p.Lines, p.Quantity)),
            ],
            total);
    }
}
