using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Stores;

/// <summary>One store: its data, who keeps it and with which schooling, certificates and training, its limits, and the stores it supplies. Refuses NOT_FOUND. Ten statements at most.</summary>
[Requires(SuppliesPermissions.View)]
[Endpoint(Verb.Get, "supplies/sites/{siteId}/stores/{storeId}", "一个库房：保管人的学历、证书和培训，储存条件范围，下级库房")]
[Clauses("P3-DISTRIBUTION-01", "P3-STREETSUPPLY-00", "P3-STREETSUPPLY-01", "P3-STREETSUPPLY-09a")]
internal sealed record GetStore(int SiteId, Guid StoreId) : IQuery<StoreDetail>, ISiteRequest;

/// <param name="Dedicated">It has a cabinet or zone in use that is dedicated.</param>
/// <param name="Below">Stores it supplies and guides; empty for a county's, whose list the stores page is.</param>
internal sealed record StoreDetail(
    Guid Id, int SiteId, string SiteName, string VillageName, StoreLevel Level, string Name, Guid ParentId, string ParentName, KeeperDetail Keeper, PickingOrder Picking, int MinDaysLeft,
    bool WholePacks, bool Active, int MinTemperature, int MaxTemperature, int MinHumidity, int MaxHumidity, Guid Version, bool Dedicated, IReadOnlyList<StoreBelow> Below)
{
    public string LimitsText => StorageRules.LimitsText(MinTemperature, MaxTemperature, MinHumidity, MaxHumidity);
}

internal sealed record StoreBelow(Guid Id, string Name, StoreLevel Level, string KeeperName, bool Dedicated, bool Active);

internal sealed class GetStoreHandler(SuppliesDbContext db, StoreTree tree, KeeperDesk keepers, IMediator mediator) : IRequestHandler<GetStore, StoreDetail>
{
    public async Task<StoreDetail> Handle(GetStore request, CancellationToken cancellationToken)
    {
        var zones = db.Set<StorageZone>().Where(z => z.ClosedOn == null && z.Dedicated);
        var found = await db.Set<Store>().AsNoTracking().Where(s => s.Id == request.StoreId && s.SiteId == request.SiteId)
            .Select(s => new { Store = s, Dedicated = zones.Any(z => z.StoreId == s.Id) }).FirstOrDefaultAsync(cancellationToken) ?? throw StoreDesk.NotFound();
        var store = found.Store;
        var site = (await mediator.Send(new GetDivisions([store.SiteId]), cancellationToken)).FirstOrDefault()?.Name ?? "";
        var village = store.Level == StoreLevel.Community ? (await mediator.Send(new GetVillages([store.SiteId], IncludeClosed: true), cancellationToken)).FirstOrDefault(v => v.Id == store.VillageId)?.Name ?? "" : "";
        var below = store.Level != StoreLevel.Township
            ? []
            : await db.Set<Store>().AsNoTracking().Where(s => s.SiteId == store.SiteId && s.ParentId == store.Id).OrderByDescending(s => s.Active).ThenBy(s => s.Name)
                .Select(s => new { s.Id, s.Name, s.Level, s.KeeperId, s.Active, Dedicated = zones.Any(z => z.StoreId == s.Id) }).ToListAsync(cancellationToken);
        var names = (await mediator.Send(new GetPeople([.. below.Select(b => b.KeeperId).Where(k => k != Guid.Empty).Distinct()]), cancellationToken)).ToDictionary(p => p.Id, p => p.Name);
        return new StoreDetail(
            store.Id, store.SiteId, site, village, store.Level, store.Name, store.ParentId, await tree.NameAsync(store.ParentId, cancellationToken), await keepers.OfAsync(store, cancellationToken),
            store.Picking, store.MinDaysLeft, store.WholePacks, store.Active, store.MinTemperature, store.MaxTemperature, store.MinHumidity, store.MaxHumidity, store.Version, found.Dedicated,
            [.. below.Select(b => new StoreBelow(b.Id, b.Name, b.Level, names.GetValueOrDefault(b.KeeperId, ""), b.Dedicated, b.Active))]);
    }
}

/// <summary>Stores that may supply one, to choose from. Refuses NOT_FOUND. Three statements at most.</summary>
[Requires(SuppliesPermissions.Stores)]
[Endpoint(Verb.Get, "supplies/sites/{siteId}/stores/{storeId}/parents", "一个库房可以由哪些上级库房供应")]
[Clauses("P3-DISTRIBUTION-04a", "P3-DISTRIBUTION-04b")]
internal sealed record GetParentChoices(int SiteId, Guid StoreId) : IQuery<ParentChoices>, ISiteRequest;

/// <param name="ParentId">The one it has; empty: none.</param>
internal sealed record ParentChoices(string Store, Guid ParentId, IReadOnlyList<StoreChoice> Stores);

internal sealed class GetParentChoicesHandler(SuppliesDbContext db, StoreTree tree) : IRequestHandler<GetParentChoices, ParentChoices>
{
    public async Task<ParentChoices> Handle(GetParentChoices request, CancellationToken cancellationToken)
    {
        var store = await db.Set<Store>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == request.StoreId && s.SiteId == request.SiteId, cancellationToken) ?? throw StoreDesk.NotFound();
        return new ParentChoices(store.Name, store.ParentId, [.. (await tree.ParentsAsync(store, cancellationToken)).Select(p => new StoreChoice(p.Id, p.Name, p.Level))]);
    }
}
