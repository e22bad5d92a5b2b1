using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies;

/// <summary>Opens what a request names. One statement each.</summary>
internal sealed class StoreDesk(SuppliesDbContext db)
{
    /// <summary>Refuses NOT_FOUND for a store elsewhere, STORE_CLOSED for one that is used no more.</summary>
    public async Task<Store> OpenAsync(int siteId, Guid storeId, CancellationToken cancellationToken)
    {
        var store = await db.Set<Store>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == storeId && s.SiteId == siteId, cancellationToken)
            ?? throw NotFound();
        return store.Active ? store : throw new RefusalException("STORE_CLOSED", $"“{store.Name}”已停用，不能再记账。", RefusalKind.Refused, [new FieldError("StoreId", "已停用")]);
    }

    public static RefusalException NotFound() =>
        new("NOT_FOUND", "没有找到这个库房，或它不在您的管辖范围内。", RefusalKind.NotFound, [new FieldError("StoreId", "请选择库房")]);

    /// <summary>Products in the catalogues that count at a site.</summary>
    public IQueryable<Product> ProductsOf(int siteId) => db.Set<Product>().Where(p => p.Lo <= siteId && p.Hi >= siteId);

    /// <summary>Refuses UNKNOWN_PRODUCT.</summary>
    public async Task<Dictionary<Guid, Product>> ProductsAsync(int siteId, IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.Distinct().ToList();
        var known = await ProductsOf(siteId).AsNoTracking().Where(p => wanted.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellationToken);
        return known.Count == wanted.Count
            ? known
            : throw new RefusalException("UNKNOWN_PRODUCT", "品种目录中没有其中的品种，请从列表中选择。", RefusalKind.Invalid, [new FieldError("ProductId", "请选择品种")]);
    }

    /// <summary>Batches with what they are called; unknown ids are missing in the answer.</summary>
    public Task<Dictionary<Guid, BatchName>> BatchNamesAsync(IReadOnlyCollection<Guid> batchIds, CancellationToken cancellationToken)
    {
        var ids = batchIds.ToList();
        return (from batch in db.Set<Batch>()
                join product in db.Set<Product>() on batch.ProductId equals product.Id
                where EF.Parameter(ids).Contains(batch.Id)
                select new BatchName(batch.Id, product.Id, product.Name, batch.Number)).ToDictionaryAsync(b => b.Id, cancellationToken);
    }
}

internal static class StoreOrder
{
    /// <summary>The county's, the township's, then those below, each by name.</summary>
    public static IOrderedQueryable<Store> FromTheTop(this IQueryable<Store> stores) =>
        stores.OrderBy(s => s.Level == StoreLevel.County ? 0 : s.Level == StoreLevel.Township ? 1 : 2).ThenBy(s => s.Name);
}

internal sealed record BatchName(Guid Id, Guid ProductId, string Name, string Number)
{
    /// <summary>As it stands in refusals.</summary>
    public string Text => $"{Name} 批号 {Number}";
}
