using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies;

/// <summary>Goods that left a store for use or for a store below: what "how much is used" means everywhere. Vouchers taken back do not count.</summary>
internal static class Consumption
{
    /// <param name="first">First and <paramref name="last"/> day on which they left.</param>
    public static IQueryable<Consumed> Of(SuppliesDbContext db, DateOnly first, DateOnly last) =>
        from entry in db.Set<LedgerEntry>()
        join posting in db.Set<Posting>() on entry.PostingId equals posting.Id
        join account in db.Set<StockAccount>() on entry.AccountId equals account.Id
        where entry.OccurredOn >= first && entry.OccurredOn <= last && !entry.Compensates && account.Condition == StockCondition.Good
            && (posting.Kind == PostingKind.Issue || posting.Kind == PostingKind.DispatchOut)
            && !db.Set<Posting>().Any(r => r.ReversesId == posting.Id)
        select new Consumed { SiteId = entry.SiteId, StoreId = account.StoreId, ProductId = account.ProductId, Quantity = -entry.Quantity };
}

/// <summary>A line of the book that took goods out.</summary>
internal sealed class Consumed
{
    public int SiteId { get; init; }

    public Guid StoreId { get; init; }

    public Guid ProductId { get; init; }

    /// <summary>Base units, positive.</summary>
    public long Quantity { get; init; }
}
