using LinqToDB.Data;
using LinqToDB.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Platform.Infrastructure.Data;

/// <summary>Inserts many rows inside the operation's transaction. Rows outside the caller's scope are refused like in SaveChanges.</summary>
public static class Bulk
{
    static Bulk() => LinqToDBForEFTools.Initialize();

    /// <returns>Number of rows written.</returns>
    public static async Task<long> InsertAsync<TRow>(ModuleDbContext db, IEnumerable<TRow> rows, CancellationToken cancellationToken)
        where TRow : class
    {
        db.GuardTransaction();
        var options = new BulkCopyOptions { KeepIdentity = true, BulkCopyType = db.Database.IsNpgsql() ? BulkCopyType.ProviderSpecific : BulkCopyType.Default };
        var result = await db.BulkCopyAsync(options, Guarded(db, rows), cancellationToken);
        db.RecordBulk<TRow>(result.RowsCopied);
        return result.RowsCopied;
    }

    private static IEnumerable<TRow> Guarded<TRow>(ModuleDbContext db, IEnumerable<TRow> rows)
    {
        foreach (var row in rows)
        {
            if (row is ISiteOwned owned)
            {
                db.GuardSite(owned.SiteId);
            }

            if (row is IVersioned { Version: var version } versioned && version == Guid.Empty)
            {
                versioned.Version = Keys.New();
            }

            yield return row;
        }
    }
}
