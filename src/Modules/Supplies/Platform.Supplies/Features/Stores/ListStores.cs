using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Stores;

/// <summary>Stores of the scope with who keeps them. Five statements.</summary>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/stores", "药具库房和保管人")]
[Clauses("P3-DISTRIBUTION-01", "P3-STREETSUPPLY-00")]
internal sealed record ListStores(PageRequest Page, int? SiteId = null, StoreLevel? Level = null, bool? Active = null) : IQuery<Page<StoreRow>>;

/// <param name="Certificate">Number, issuing level and last day of the keeper's certificate; empty: none is valid today.</param>
internal sealed record StoreRow(
    Guid Id, int SiteId, string SiteName, StoreLevel Level, string Name, Guid ParentId, string ParentName, Guid KeeperId, string KeeperName, string Certificate, PickingOrder Picking,
    int MinDaysLeft, bool WholePacks, bool Active, Guid VillageId, Guid Version);

internal sealed class ListStoresHandler(SuppliesDbContext db, IMediator mediator, Operation operation) : IRequestHandler<ListStores, Page<StoreRow>>
{
    public async Task<Page<StoreRow>> Handle(ListStores request, CancellationToken cancellationToken)
    {
        var rows = db.Set<Store>().AsNoTracking();
        rows = request.SiteId is { } site ? rows.Where(s => s.SiteId == site) : rows;
        rows = request.Level is { } level ? rows.Where(s => s.Level == level) : rows;
        rows = request.Active is { } active ? rows.Where(s => s.Active == active) : rows;
        var total = await rows.CountAsync(cancellationToken);
        // A store above the scope is not the reader's: its name is not told.
        var page = await rows.OrderBy(s => s.SiteId).ThenBy(s => s.Level == StoreLevel.County ? 0 : s.Level == StoreLevel.Township ? 1 : 2).ThenBy(s => s.Name).Skip(request.Page.Skip).Take(request.Page.Take)
            .Select(s => new { Store = s, Parent = db.Set<Store>().Where(p => p.Id == s.ParentId).Select(p => p.Name).FirstOrDefault() }).ToListAsync(cancellationToken);
        List<Guid> keepers = [.. page.Select(s => s.Store.KeeperId).Where(k => k != Guid.Empty).Distinct()];
        var people = (await mediator.Send(new GetPeople(keepers), cancellationToken)).ToDictionary(p => p.Id, p => p.Name);
        var certificates = (await mediator.Send(new GetQualifications(keepers, QualificationKind.SuppliesKeeper, operation.Today), cancellationToken)).ToLookup(q => q.StaffId);
        var names = (await mediator.Send(new GetDivisions([.. page.Select(s => s.Store.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<StoreRow>(
            [
                .. page.Select(r => new StoreRow(
                    r.Store.Id, r.Store.SiteId, names.GetValueOrDefault(r.Store.SiteId, ""), r.Store.Level, r.Store.Name, r.Store.ParentId, r.Parent ?? "", r.Store.KeeperId,
                    people.GetValueOrDefault(r.Store.KeeperId, ""), Certificate(certificates[r.Store.KeeperId]), r.Store.Picking, r.Store.MinDaysLeft, r.Store.WholePacks, r.Store.Active,
                    r.Store.VillageId, r.Store.Version)),
            ],
            total);
    }

    private static string Certificate(IEnumerable<QualificationRow> rows) =>
        rows.MaxBy(r => r.ExpiresOn) is { } best ? $"{best.Number}{(best.ExpiresOn == OpenEnd.Never ? "" : $"，有效期至 {best.ExpiresOn:yyyy-MM-dd}")}" : "";
}

/// <summary>Stores of a site that are in use, to choose one from.</summary>
[Requires(SuppliesPermissions.View)]
internal sealed record GetStoreChoices(int SiteId) : IQuery<IReadOnlyList<StoreChoice>>, ISiteRequest;

internal sealed record StoreChoice(Guid Id, string Name, StoreLevel Level);

internal sealed class GetStoreChoicesHandler(SuppliesDbContext db) : IRequestHandler<GetStoreChoices, IReadOnlyList<StoreChoice>>
{
    public async Task<IReadOnlyList<StoreChoice>> Handle(GetStoreChoices request, CancellationToken cancellationToken) =>
        await db.Set<Store>().AsNoTracking().Where(s => s.SiteId == request.SiteId && s.Active)
            .FromTheTop()
            .Select(s => new StoreChoice(s.Id, s.Name, s.Level)).ToListAsync(cancellationToken);
}
