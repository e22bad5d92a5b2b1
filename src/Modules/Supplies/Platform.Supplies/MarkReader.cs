using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies;

/// <summary>A count with what the book says about the same moment.</summary>
internal sealed class ComparedMark
{
    public required CountMark Mark { get; init; }

    /// <summary>Base units at the end of the day, without what was entered for it after the counting; the count's own difference is in it.</summary>
    public required long Book { get; init; }
}

/// <summary>Goods against book (P3-STORAGE-04 帐物相符).</summary>
internal static class MarkReader
{
    public static IQueryable<ComparedMark> Compared(SuppliesDbContext db) => db.Set<CountMark>().Select(m => new ComparedMark
    {
        Mark = m,
        Book = db.Set<LedgerEntry>().Where(e => e.AccountId == m.AccountId && e.OccurredOn <= m.Day
            && (e.OccurredOn < m.Day || e.Sequence <= m.Sequence || e.Compensates || db.Set<Posting>().Any(p => p.Id == e.PostingId && p.Kind == PostingKind.Count))).Sum(e => e.Quantity),
    });
}
