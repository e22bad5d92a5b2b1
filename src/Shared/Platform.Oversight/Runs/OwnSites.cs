using Microsoft.EntityFrameworkCore;
using Platform.Oversight.Data;

namespace Platform.Oversight.Runs;

/// <summary>The sites of a chunk that this run works on, with the revision it writes; ascending.</summary>
internal static class OwnSites
{
    /// <summary>What the first step of the close took. One statement.</summary>
    public static async Task<SortedDictionary<int, int>> OfAsync(OversightDbContext db, ChunkWork work, CancellationToken cancellationToken)
    {
        var rows = await db.Set<SiteClose>().AsNoTracking()
            .Where(c => c.RunId == work.RunId && c.SiteId >= work.Lo && c.SiteId <= work.Hi)
            .Select(c => new { c.SiteId, c.Revision })
            .ToDictionaryAsync(c => c.SiteId, c => c.Revision, cancellationToken);
        return new SortedDictionary<int, int>(rows);
    }
}
