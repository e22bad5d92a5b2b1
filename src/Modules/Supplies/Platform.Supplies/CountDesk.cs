using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies;

/// <summary>Opens and locks what a request about a count names.</summary>
internal sealed class CountDesk(SuppliesDbContext db)
{
    /// <summary>Refuses NOT_FOUND.</summary>
    public async Task<StockCount> OpenAsync(int siteId, Guid id, CancellationToken cancellationToken) =>
        await db.Set<StockCount>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id && c.SiteId == siteId, cancellationToken) ?? throw NotFound();

    /// <summary>For a change: whoever else changes the same count waits. Refuses NOT_FOUND.</summary>
    public async Task<StockCount> LockAsync(int siteId, Guid id, CancellationToken cancellationToken)
    {
        await db.Set<StockCount>().Where(c => c.Id == id && c.SiteId == siteId).ExecuteUpdateAsync(s => s.SetProperty(c => c.Quarter, c => c.Quarter), cancellationToken);
        return await db.Set<StockCount>().FirstOrDefaultAsync(c => c.Id == id && c.SiteId == siteId, cancellationToken) ?? throw NotFound();
    }

    /// <summary>Refuses COUNT_SIGNED and COUNT_VOID.</summary>
    public static void RefuseClosed(StockCount count)
    {
        if (count.State != CountState.Draft)
        {
            throw count.State == CountState.Signed
                ? new RefusalException("COUNT_SIGNED", "这份盘点表已经签字，不能再改。", RefusalKind.Conflict)
                : new RefusalException("COUNT_VOID", "这份盘点表已经作废，请重新发起盘点。", RefusalKind.Conflict);
        }
    }

    /// <summary>Pages of the book, locked like <see cref="LedgerWriter"/> locks them and read as they are after it.</summary>
    public async Task<List<StockAccount>> LockAccountsAsync(IQueryable<StockAccount> accounts, CancellationToken cancellationToken)
    {
        await accounts.ExecuteUpdateAsync(s => s.SetProperty(a => a.LastSequence, a => a.LastSequence), cancellationToken);
        return await accounts.AsNoTracking().ToListAsync(cancellationToken);
    }

    /// <summary>Lines of a count with the sum of what was entered for days before each was counted, after it was; of a signed count that is settled.</summary>
    public IQueryable<LateLine> Lines(StockCount count)
    {
        var draft = count.State == CountState.Draft;
        return db.Set<StockCountLine>().AsNoTracking().Where(l => l.CountId == count.Id).Select(l => new LateLine
        {
            Line = l,
            Late = draft
                ? db.Set<LedgerEntry>().Where(e => e.AccountId == l.AccountId && e.Sequence > l.Sequence && (e.OccurredOn < l.CountedOn || (e.OccurredOn == l.CountedOn && e.Compensates))).Sum(e => e.Quantity)
                : 0,
        });
    }

    /// <summary>
    /// At the signature: what was entered late is added to the book's side of each line, and earlier marks of the same pages and days give way. Two statements.
    /// </summary>
    public async Task SettleAsync(StockCount count, CancellationToken cancellationToken)
    {
        var lines = db.Set<StockCountLine>().Where(l => l.CountId == count.Id);
        await lines.ExecuteUpdateAsync(
            s => s.SetProperty(
                l => l.Book,
                l => l.Book + db.Set<LedgerEntry>()
                    .Where(e => e.AccountId == l.AccountId && e.Sequence > l.Sequence && (e.OccurredOn < l.CountedOn || (e.OccurredOn == l.CountedOn && e.Compensates))).Sum(e => e.Quantity)),
            cancellationToken);
        await db.Set<CountMark>().Where(m => lines.Any(l => l.AccountId == m.AccountId && l.CountedOn == m.Day)).ExecuteDeleteAsync(cancellationToken);
    }

    private static RefusalException NotFound() => Refusals.NotFound("这份盘点表");
}

internal sealed class LateLine
{
    public required StockCountLine Line { get; init; }

    /// <summary>Base units.</summary>
    public required long Late { get; init; }

    public long Difference => CountRules.Difference(Line.Counted, Line.Book, Late);
}
