using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies;

/// <summary>Book, cards and goods of sites as they were at one moment.</summary>
/// <param name="SiteIds">Ascending.</param>
/// <param name="Cards">By site: cards there are, and cards whose goods were counted once.</param>
internal sealed record Comparison(
    DateTimeOffset At, IReadOnlyList<int> SiteIds, IReadOnlyDictionary<int, (int Cards, int Counted)> Cards, IReadOnlyList<FoundDisagreement> Found)
{
    public DateOnly Night => DateOnly.FromDateTime(At.DateTime);
}

/// <summary>Proves that book, cards and goods agree, and keeps what was found.</summary>
internal sealed class AgreementDesk(SuppliesDbContext db, BookComparer book, Operation operation)
{
    /// <summary>Of sites the caller may see: no filter narrows it further. Four statements whatever the number of sites. Needs no transaction: each statement sees one moment.</summary>
    public async Task<Comparison> CompareAsync(IReadOnlyList<int> siteIds, CancellationToken cancellationToken)
    {
        var (lo, hi, ids) = (siteIds[0], siteIds[^1], siteIds.ToList());
        // Narrowed to the sites asked for; beside the filter of the scope SQLite would take that for its range, and walk the country for each batch.
        var cards = await db.Set<StockAccount>().IgnoreQueryFilters([ModuleDbContext.SiteFilter]).Where(a => a.SiteId >= lo && a.SiteId <= hi).GroupBy(a => a.SiteId)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var counted = await db.Set<CountMark>().IgnoreQueryFilters([ModuleDbContext.SiteFilter]).Where(m => m.SiteId >= lo && m.SiteId <= hi).GroupBy(m => m.SiteId)
            .Select(g => new { g.Key, Count = g.Select(m => m.AccountId).Distinct().Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var found = await book.CompareAsync(siteIds, cancellationToken);
        var goods = await (from mark in MarkReader.Compared(db)
                           where mark.Mark.SiteId >= lo && mark.Mark.SiteId <= hi && EF.Parameter(ids).Contains(mark.Mark.SiteId)
                               && !db.Set<CountMark>().Any(m => m.AccountId == mark.Mark.AccountId && m.Day > mark.Mark.Day) && mark.Mark.Counted != mark.Book
                           join account in db.Set<StockAccount>() on mark.Mark.AccountId equals account.Id
                           orderby account.SiteId, account.Id
                           select new FoundDisagreement(account.SiteId, account.Id, DisagreementKind.Goods, mark.Book, account.Balance, mark.Mark.Counted, mark.Mark.Day))
            .IgnoreQueryFilters([ModuleDbContext.SiteFilter]).ToListAsync(cancellationToken);
        return new Comparison(operation.Now, siteIds, ids.ToDictionary(s => s, s => (cards.GetValueOrDefault(s), counted.GetValueOrDefault(s))), [.. found, .. goods]);
    }

    /// <summary>
    /// Inside a command: keeps what was found, for all sites or for none. Sites that were checked later meanwhile are left as they are. Nine statements at most.
    /// </summary>
    public async Task SaveAsync(Comparison comparison, bool nightly, CancellationToken cancellationToken)
    {
        var (all, night) = (comparison.SiteIds.ToList(), comparison.Night);
        var latest = db.Set<AgreementCheck>().Where(c => c.Latest && EF.Parameter(all).Contains(c.SiteId));
        // Of two who check a site at once, the second waits here and reads what the first has left.
        await latest.ExecuteUpdateAsync(s => s.SetProperty(c => c.Latest, c => c.Latest), cancellationToken);
        var before = await latest.AsNoTracking().ToDictionaryAsync(c => c.SiteId, cancellationToken);
        var ids = all.Where(s => !before.TryGetValue(s, out var check) || check.At <= comparison.At).ToList();
        var mine = db.Set<AgreementCheck>().Where(c => c.Latest && EF.Parameter(ids).Contains(c.SiteId));
        await mine.Where(c => c.Night == night).ExecuteDeleteAsync(cancellationToken);
        await mine.ExecuteUpdateAsync(s => s.SetProperty(c => c.Latest, false), cancellationToken);
        var found = comparison.Found.Where(f => ids.Contains(f.SiteId)).ToList();
        await FollowAsync(ids, found, night, cancellationToken);
        var open = found.ToLookup(f => f.SiteId);
        await Bulk.InsertAsync(
            db,
            ids.Select(site => new AgreementCheck
            {
                SiteId = site,
                Night = night,
                At = comparison.At,
                Nightly = nightly || (before.TryGetValue(site, out var same) && same.Night == night && same.Nightly),
                Latest = true,
                Cards = comparison.Cards[site].Cards,
                Counted = comparison.Cards[site].Counted,
                Open = open[site].Count(),
                AgreedOn = open.Contains(site) ? (before.TryGetValue(site, out var last) ? last.AgreedOn : OpenEnd.Ever) : night,
            }),
            cancellationToken);
        var kept = night.AddDays(-AgreementRules.KeptDays);
        await db.Set<AgreementCheck>().Where(c => EF.Parameter(ids).Contains(c.SiteId) && c.Night < kept).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task FollowAsync(List<int> siteIds, List<FoundDisagreement> found, DateOnly night, CancellationToken cancellationToken)
    {
        var known = await db.Set<Disagreement>().AsNoTracking()
            .Where(d => EF.Parameter(siteIds).Contains(d.SiteId) && (d.EndedOn == OpenEnd.Never || d.EndedOn == night)).ToListAsync(cancellationToken);
        var rows = AgreementRules.Follow(known, found, night);
        if (rows.Count == 0)
        {
            return;
        }

        var old = known.Select(d => d.Id).Intersect(rows.Select(r => r.Id)).ToList();
        await db.Set<Disagreement>().Where(d => EF.Parameter(old).Contains(d.Id)).ExecuteDeleteAsync(cancellationToken);
        await Bulk.InsertAsync(db, rows, cancellationToken);
        var (begun, ended) = (rows.Count(r => r.Since == night && !old.Contains(r.Id)), rows.Count(r => r.EndedOn == night));
        if (begun + ended > 0)
        {
            operation.Note($"账卡物核对：新发现不符 {begun} 处，已相符 {ended} 处");
        }
    }
}
