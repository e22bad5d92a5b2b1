using Microsoft.EntityFrameworkCore;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies;

/// <summary>
/// Adds up the whole book of a range of sites and compares it with the cards, day by day. The balance of each day needs a window over the sums of the days, which
/// LINQ cannot say: hence SQL, the same for all databases, that answers only what disagrees.
/// </summary>
internal sealed class BookComparer(SuppliesDbContext db)
{
    /// <summary>Cards that disagree with the book, by site. One statement.</summary>
    /// <param name="siteIds">Ascending.</param>
    public async Task<IReadOnlyList<FoundDisagreement>> CompareAsync(IReadOnlyList<int> siteIds, CancellationToken cancellationToken)
    {
        var (lo, hi, wanted) = (siteIds[0], siteIds[^1], siteIds.ToHashSet());
        var rows = await db.Database.SqlQuery<Row>($"""
            SELECT a."SiteId", a."Id" AS "AccountId", a."Balance" AS "Card", a."LastSequence", COALESCE(b."Booked", 0) AS "Booked", COALESCE(b."Lowest", 0) AS "Lowest",
                   COALESCE(b."Sequence", 0) AS "Sequence", b."Below"
            FROM "sup_StockAccount" AS a
            LEFT JOIN (
                SELECT d."AccountId", CAST(SUM(d."Moved") AS bigint) AS "Booked", CAST(MIN(d."Balance") AS bigint) AS "Lowest", MAX(d."Sequence") AS "Sequence",
                       MIN(CASE WHEN d."Balance" < 0 THEN d."OccurredOn" END) AS "Below"
                FROM (
                    SELECT e."AccountId", e."OccurredOn", SUM(e."Quantity") AS "Moved", MAX(e."Sequence") AS "Sequence",
                           SUM(SUM(e."Quantity")) OVER (PARTITION BY e."AccountId" ORDER BY e."OccurredOn") AS "Balance"
                    FROM "sup_LedgerEntry" AS e
                    WHERE e."SiteId" >= {lo} AND e."SiteId" <= {hi}
                    GROUP BY e."AccountId", e."OccurredOn") AS d
                GROUP BY d."AccountId") AS b ON b."AccountId" = a."Id"
            WHERE a."SiteId" >= {lo} AND a."SiteId" <= {hi}
              AND (a."Balance" <> COALESCE(b."Booked", 0) OR b."Lowest" < 0 OR b."Sequence" > a."LastSequence")
            """).ToListAsync(cancellationToken);
        return [.. rows.Where(r => wanted.Contains(r.SiteId)).OrderBy(r => r.SiteId).ThenBy(r => r.AccountId).SelectMany(Found)];
    }

    private static IEnumerable<FoundDisagreement> Found(Row row)
    {
        if (row.Card != row.Booked)
        {
            yield return new FoundDisagreement(row.SiteId, row.AccountId, DisagreementKind.Card, row.Booked, row.Card);
        }

        if (row.Lowest < 0)
        {
            yield return new FoundDisagreement(row.SiteId, row.AccountId, DisagreementKind.BelowZero, row.Lowest, row.Card, Day: row.Below);
        }

        if (row.Sequence > row.LastSequence)
        {
            yield return new FoundDisagreement(row.SiteId, row.AccountId, DisagreementKind.ForeignLine, row.Booked, row.Card);
        }
    }

    private sealed record Row(int SiteId, Guid AccountId, long Card, long LastSequence, long Booked, long Lowest, long Sequence, DateOnly? Below);
}
