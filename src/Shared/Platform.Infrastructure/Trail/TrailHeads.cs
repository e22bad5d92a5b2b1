using Microsoft.EntityFrameworkCore;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Trail;

/// <summary>The first link of a chain. Raw SQL, because two writers may begin the same chain at once and EF knows no "unless it is there".</summary>
internal static class TrailHeads
{
    /// <summary>Begins the chain of a site, unless somebody else does so at this moment.</summary>
    public static Task AddAsync(CoreDbContext db, DatabaseProvider provider, int siteId, CancellationToken cancellationToken) => provider == DatabaseProvider.SqlServer
        ? db.Database.ExecuteSqlAsync(
            $"INSERT INTO [core_TrailChain] ([SiteId], [Sequence], [Hash]) SELECT {siteId}, 0, {TrailHash.None} WHERE NOT EXISTS (SELECT 1 FROM [core_TrailChain] WITH (UPDLOCK, HOLDLOCK) WHERE [SiteId] = {siteId})",
            cancellationToken)
        : db.Database.ExecuteSqlAsync(
            $"INSERT INTO \"core_TrailChain\" (\"SiteId\", \"Sequence\", \"Hash\") VALUES ({siteId}, 0, {TrailHash.None}) ON CONFLICT DO NOTHING", cancellationToken);
}
