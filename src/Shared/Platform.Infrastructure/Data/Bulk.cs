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
        var written = db.Database.IsSqlite() ? PreparedInsert.Insert(db, Guarded(db, rows), cancellationToken)
            : db.Database.IsNpgsql() ? await PreparedCopy.InsertAsync(db, Guarded(db, rows), cancellationToken)
            : (await db.BulkCopyAsync(new BulkCopyOptions { KeepIdentity = true }, Guarded(db, rows), cancellationToken)).RowsCopied;
        db.RecordBulk<TRow>(written);
        return written;
    }

    private static IEnumerable<TRow> Guarded<TRow>(ModuleDbContext db, IEnumerable<TRow> rows)
    {
        foreach (var row in rows)
        {
            if (row is ISiteOwned owned)
            {
                db.GuardRow(owned);
            }

            if (row is IVersioned { Version: var version } versioned && version == Guid.Empty)
            {
                versioned.Version = Keys.New();
            }

            yield return row;
        }
    }
}
