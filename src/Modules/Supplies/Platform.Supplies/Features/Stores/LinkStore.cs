using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Stores;

/// <summary>
/// Says from which store a store is supplied, where there are several to choose from; where there is one, it is linked by itself. Refuses NOT_FOUND and WRONG_PARENT.
/// </summary>
/// <param name="ParentId">A county's store for a township's, a store of the own township for a community's or free point's.</param>
[Label("指定上级库房")]
[Requires(SuppliesPermissions.Stores)]
[Endpoint(Verb.Put, "supplies/sites/{siteId}/stores/{storeId}/parent", "指定一个库房由哪个上级库房供应")]
[Clauses("P3-DISTRIBUTION-04a", "P3-DISTRIBUTION-04b")]
internal sealed record LinkStore(int SiteId, Guid StoreId, Guid ParentId) : ICommand, ISiteRequest;

internal sealed class LinkStoreHandler(SuppliesDbContext db, StoreTree tree) : IRequestHandler<LinkStore, Unit>
{
    public async Task<Unit> Handle(LinkStore request, CancellationToken cancellationToken)
    {
        var store = await db.Set<Store>().FirstOrDefaultAsync(s => s.Id == request.StoreId && s.SiteId == request.SiteId, cancellationToken)
            ?? throw new RefusalException("NOT_FOUND", "没有找到这个库房。", RefusalKind.NotFound);
        var parents = await tree.ParentsAsync(store, cancellationToken);
        if (parents.All(p => p.Id != request.ParentId))
        {
            throw new RefusalException(
                "WRONG_PARENT", "乡镇库房由本县（市、区）的县级库房供应，村（社区）库房和发放点由本乡镇的乡镇库房供应。", RefusalKind.Refused, [new FieldError(nameof(request.ParentId), "不是上级库房")]);
        }

        store.ParentId = request.ParentId;
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
