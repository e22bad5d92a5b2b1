using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Agreement;

/// <summary>Sites with stores: when book, cards and goods were compared last, and how many disagree. Three statements.</summary>
/// <param name="Disagreeing">True: only sites with disagreements.</param>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/agreement", "各单位账卡物核对情况：最近核对时间和不符处数")]
[Clauses("P3-STORAGE-04", "P3-STREETSUPPLY-05a")]
internal sealed record ListAgreement(PageRequest Page, bool? Disagreeing = null) : IQuery<Page<AgreementRow>>;

/// <param name="At">Null: never checked.</param>
/// <param name="AgreedOn">Newest day on which all agreed; null: never.</param>
internal sealed record AgreementRow(int SiteId, string SiteName, DateTimeOffset? At, int Cards, int Counted, int Open, DateOnly? AgreedOn);

/// <summary>What does not agree, and what did not. Three statements.</summary>
/// <param name="Open">True: what still disagrees; false: what ended. Null: both.</param>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/disagreements", "账卡物不符的库存卡：账、卡、物各是多少，从哪天起")]
[Clauses("P3-STORAGE-04", "P3-STREETSUPPLY-05a")]
internal sealed record ListDisagreements(PageRequest Page, int? SiteId = null, bool? Open = null, DisagreementKind? Kind = null) : IQuery<Page<DisagreementRow>>;

/// <param name="EndedOn">Null: it is open.</param>
internal sealed record DisagreementRow(
    Guid Id, int SiteId, string SiteName, Guid AccountId, string Store, string Product, string Unit, string Batch, StockCondition Condition, DisagreementKind Kind, long Book, long Card, long? Counted,
    DateOnly? Day, DateOnly Since, DateOnly SeenOn, DateOnly? EndedOn);

internal sealed class ListAgreementHandlers(SuppliesDbContext db, IMediator mediator) : IRequestHandler<ListAgreement, Page<AgreementRow>>, IRequestHandler<ListDisagreements, Page<DisagreementRow>>
{
    public async Task<Page<AgreementRow>> Handle(ListAgreement request, CancellationToken cancellationToken)
    {
        var rows = from site in db.Set<Store>().Select(s => s.SiteId).Distinct()
                   from check in db.Set<AgreementCheck>().AsNoTracking().Where(c => c.SiteId == site && c.Latest).DefaultIfEmpty()
                   select new { Site = site, Check = check };
        rows = request.Disagreeing == true ? rows.Where(r => r.Check!.Open > 0) : rows;
        var total = await rows.CountAsync(cancellationToken);
        var sorted = request.Page.Sort switch
        {
            "Open" => rows.OrderBy(r => r.Check!.Open),
            "-Open" => rows.OrderByDescending(r => r.Check!.Open),
            _ => rows.OrderBy(r => 0),
        };
        var page = await sorted.ThenBy(r => r.Site).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var names = await NamesAsync(page.Select(r => r.Site), cancellationToken);
        return new Page<AgreementRow>(
            [
                .. page.Select(r => r.Check is { } check
                    ? new AgreementRow(r.Site, names.GetValueOrDefault(r.Site, ""), check.At, check.Cards, check.Counted, check.Open, check.AgreedOn == OpenEnd.Ever ? null : check.AgreedOn)
                    : new AgreementRow(r.Site, names.GetValueOrDefault(r.Site, ""), null, 0, 0, 0, null)),
            ],
            total);
    }

    public async Task<Page<DisagreementRow>> Handle(ListDisagreements request, CancellationToken cancellationToken)
    {
        var rows = from found in db.Set<Disagreement>().AsNoTracking()
                   join account in db.Set<StockAccount>() on found.AccountId equals account.Id
                   join store in db.Set<Store>() on account.StoreId equals store.Id
                   join batch in db.Set<Batch>() on account.BatchId equals batch.Id
                   join product in db.Set<Product>() on account.ProductId equals product.Id
                   select new { Found = found, Account = account, Store = store, Batch = batch, Product = product };
        rows = request.SiteId is { } site ? rows.Where(r => r.Found.SiteId == site) : rows;
        rows = request.Kind is { } kind ? rows.Where(r => r.Found.Kind == kind) : rows;
        rows = request.Open is { } open ? rows.Where(r => (r.Found.EndedOn == OpenEnd.Never) == open) : rows;
        var total = await rows.CountAsync(cancellationToken);
        var sorted = request.Page.Sort switch
        {
            "Since" => rows.OrderBy(r => r.Found.Since),
            "-Since" => rows.OrderByDescending(r => r.Found.Since),
            _ => rows.OrderByDescending(r => r.Found.EndedOn),
        };
        var page = await sorted.ThenBy(r => r.Found.SiteId).ThenBy(r => r.Store.Name).ThenBy(r => r.Product.Code).ThenBy(r => r.Found.Id).Skip(request.Page.Skip).Take(request.Page.Take)
            .ToListAsync(cancellationToken);
        var names = await NamesAsync(page.Select(r => r.Found.SiteId), cancellationToken);
        return new Page<DisagreementRow>(
            [
                .. page.Select(r => new DisagreementRow(
                    r.Found.Id, r.Found.SiteId, names.GetValueOrDefault(r.Found.SiteId, ""), r.Account.Id, r.Store.Name, r.Product.Text, r.Product.Unit, r.Batch.Number, r.Account.Condition, r.Found.Kind,
                    r.Found.Book, r.Found.Card, r.Found.Counted, r.Found.Day, r.Found.Since, r.Found.SeenOn, r.Found.EndedOn == OpenEnd.Never ? null : r.Found.EndedOn)),
            ],
            total);
    }

    private async Task<Dictionary<int, string>> NamesAsync(IEnumerable<int> sites, CancellationToken cancellationToken) =>
        (await mediator.Send(new GetDivisions([.. sites.Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
}
