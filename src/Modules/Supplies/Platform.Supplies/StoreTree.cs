using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies;

/// <summary>
/// From which store a store is supplied: a township's from the county's, a community's or free point's from the township's. Stores above the caller are read here for
/// their id, name and place only.
/// </summary>
internal sealed class StoreTree(SuppliesDbContext db, IMediator mediator)
{
    /// <summary>Finds the parent of a store where there is only one to choose, and becomes the parent of stores below that have none. To be saved by the caller.</summary>
    public async Task LinkAsync(Store store, CancellationToken cancellationToken)
    {
        if (store.Level != StoreLevel.County && store.ParentId == Guid.Empty && await ParentsAsync(store, cancellationToken) is [var only])
        {
            store.ParentId = only.Id;
        }

        if (!store.Active || store.Level is not (StoreLevel.County or StoreLevel.Township))
        {
            return;
        }

        if (await All.AnyAsync(s => s.SiteId == store.SiteId && s.Level == store.Level && s.Active && s.Id != store.Id, cancellationToken))
        {
            return;
        }

        foreach (var child in await (await BelowAsync(store, cancellationToken)).Where(s => s.ParentId == Guid.Empty).ToListAsync(cancellationToken))
        {
            child.ParentId = store.Id;
        }
    }

    /// <summary>Stores in use that may supply this one.</summary>
    public async Task<IReadOnlyList<Store>> ParentsAsync(Store store, CancellationToken cancellationToken)
    {
        var place = store.Level != StoreLevel.Township ? store.SiteId : (await mediator.Send(new GetDivisions([store.SiteId]), cancellationToken)).FirstOrDefault()?.ParentId ?? 0;
        var level = store.Level == StoreLevel.Township ? StoreLevel.County : StoreLevel.Township;
        return store.Level == StoreLevel.County ? [] : await All.Where(s => s.SiteId == place && s.Level == level && s.Active).OrderBy(s => s.Name).ToListAsync(cancellationToken);
    }

    /// <summary>Name of the store that supplies another; empty: there is none.</summary>
    public async Task<string> NameAsync(Guid parentId, CancellationToken cancellationToken) =>
        parentId == Guid.Empty ? "" : await All.Where(s => s.Id == parentId).Select(s => s.Name).FirstOrDefaultAsync(cancellationToken) ?? "";

    /// <summary>The store that supplies this one. Refuses NO_SUPPLIER where none is known or in use.</summary>
    public async Task<Store> SupplierAsync(Store store, CancellationToken cancellationToken)
    {
        var parent = store.ParentId;
        return (parent == Guid.Empty ? null : await All.FirstOrDefaultAsync(s => s.Id == parent && s.Active, cancellationToken))
            ?? throw new RefusalException(
                "NO_SUPPLIER", store.Level == StoreLevel.County ? $"“{store.Name}”是县级库房，由平台以外的上级供应。" : $"“{store.Name}”还没有在用的上级库房，请先在“药具库房”中指定。", RefusalKind.Refused,
                [new FieldError("StoreId", "没有上级库房")]);
    }

    /// <summary>Where goods may go from a store: to its parent, to those it supplies, to neighbours with the same parent.</summary>
    public async Task<IReadOnlyList<Store>> AroundAsync(Store store, CancellationToken cancellationToken)
    {
        var (id, parent) = (store.Id, store.ParentId);
        return await All.Where(s => s.Active && s.Id != id && (s.ParentId == id || (parent != Guid.Empty && (s.Id == parent || s.ParentId == parent))))
            .OrderBy(s => s.SiteId).ThenBy(s => s.Name).ToListAsync(cancellationToken);
    }

    /// <summary>
    /// The division that decides about a store: of the store it is supplied from, the county for a township's as long as none is linked; the county's own decides for itself.
    /// </summary>
    public async Task<int> AboveAsync(Store store, CancellationToken cancellationToken)
    {
        var parent = store.ParentId;
        var site = parent == Guid.Empty ? null : await All.Where(s => s.Id == parent).Select(s => (int?)s.SiteId).FirstOrDefaultAsync(cancellationToken);
        return site ?? (store.Level == StoreLevel.Township ? (await mediator.Send(new GetDivisions([store.SiteId]), cancellationToken)).Single().ParentId : store.SiteId);
    }

    private IQueryable<Store> All => db.Set<Store>().IgnoreQueryFilters([ModuleDbContext.SiteFilter]).AsNoTracking();

    private async Task<IQueryable<Store>> BelowAsync(Store store, CancellationToken cancellationToken)
    {
        if (store.Level == StoreLevel.Township)
        {
            return db.Set<Store>().Where(s => s.SiteId == store.SiteId && (s.Level == StoreLevel.Community || s.Level == StoreLevel.Point));
        }

        var county = (await mediator.Send(new GetDivisions([store.SiteId]), cancellationToken)).Single();
        return db.Set<Store>().Where(s => s.SiteId >= county.Lo && s.SiteId <= county.Hi && s.Level == StoreLevel.Township);
    }
}
