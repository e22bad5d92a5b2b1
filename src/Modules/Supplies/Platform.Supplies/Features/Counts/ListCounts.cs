using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Counts;

/// <summary>Counts of the scope, the newest first. Four statements.</summary>
/// <param name="Quarter">Any day of the quarter.</param>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/counts", "药具盘点表")]
[Clauses("P3-STREETSUPPLY-10a", "P3-STORAGE-04")]
internal sealed record ListCounts(PageRequest Page, int? SiteId = null, Guid? StoreId = null, CountState? State = null, DateOnly? Quarter = null, Guid? Id = null) : IQuery<Page<CountRow>>;

/// <param name="Lines">Pages of the book counted.</param>
/// <param name="Left">Of a draft: pages with stock that are not counted yet.</param>
internal sealed record CountRow(
    Guid Id, int SiteId, string SiteName, string Store, DateOnly Quarter, CountState State, string BegunBy, DateTimeOffset BegunAt, string ClosedBy, DateTimeOffset? ClosedAt, string VoidReason,
    int Lines, int Left)
{
    public string QuarterText => CountRules.QuarterText(Quarter);
}

internal sealed class ListCountsHandler(SuppliesDbContext db, IMediator mediator) : IRequestHandler<ListCounts, Page<CountRow>>
{
    public async Task<Page<CountRow>> Handle(ListCounts request, CancellationToken cancellationToken)
    {
        var rows = db.Set<StockCount>().AsNoTracking();
        rows = request.SiteId is { } site ? rows.Where(c => c.SiteId == site) : rows;
        rows = request.StoreId is { } store ? rows.Where(c => c.StoreId == store) : rows;
        rows = request.Id is { } id ? rows.Where(c => c.Id == id) : rows;
        rows = request.State is { } state ? rows.Where(c => c.State == state) : rows;
        if (request.Quarter is { } day)
        {
            var first = CountRules.QuarterOf(day);
            rows = rows.Where(c => c.Quarter == first);
        }

        var total = await rows.CountAsync(cancellationToken);
        var sorted = request.Page.Sort switch { "Quarter" => rows.OrderBy(c => c.Quarter), "-Quarter" => rows.OrderByDescending(c => c.Quarter), _ => rows.OrderByDescending(c => c.BegunAt) };
        var page = await sorted.ThenBy(c => c.Id).Skip(request.Page.Skip).Take(request.Page.Take).Select(c => new
        {
            Count = c,
            Store = db.Set<Store>().Where(s => s.Id == c.StoreId).Select(s => s.Name).FirstOrDefault(),
            Lines = db.Set<StockCountLine>().Count(l => l.CountId == c.Id),
            Left = c.State != CountState.Draft ? 0 : db.Set<StockAccount>().Count(a => a.StoreId == c.StoreId && a.Balance != 0 && !db.Set<StockCountLine>().Any(l => l.CountId == c.Id && l.AccountId == a.Id)),
        }).ToListAsync(cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. page.Select(p => p.Count.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<CountRow>(
            [
                .. page.Select(p => new CountRow(
                    p.Count.Id, p.Count.SiteId, names.GetValueOrDefault(p.Count.SiteId, ""), p.Store ?? "", p.Count.Quarter, p.Count.State, p.Count.BegunByName, p.Count.BegunAt, p.Count.ClosedByName,
                    p.Count.ClosedAt, p.Count.VoidReason, p.Lines, p.Left)),
            ],
            total);
    }
}
