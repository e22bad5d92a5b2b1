using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;

namespace Platform.Oversight.Duties;

/// <summary>One duty of one unit as derived from what happened.</summary>
/// <param name="UnitName">Name of the village; empty for the site itself.</param>
internal sealed record LedgerEntry(
    int SiteId, Guid UnitId, string UnitName, DueDuty Due, DateOnly? ReachedOn, decimal Quantity, string EvidenceRef, DutyExcuse? Excuse);

/// <summary>
/// Derives what a batch of sites owes in a month and how it stands: duties of modules that are on, due in the month, against stored proofs and excuses.
/// The calendar page and the close both read here, so they cannot disagree.
/// </summary>
internal sealed class DutyLedger(OversightDbContext db, IMediator mediator, DutyCatalog catalog)
{
    /// <param name="siteIds">Ascending.</param>
    public async Task<IReadOnlyList<LedgerEntry>> ReadAsync(IReadOnlyList<int> siteIds, YearMonth month, CancellationToken cancellationToken)
    {
        var due = catalog.DueIn(month);
        if (siteIds.Count == 0 || due.Count == 0)
        {
            return [];
        }

        var (lo, hi) = (siteIds[0], siteIds[^1]);
        var periods = due.Select(d => d.Period).Distinct().ToList();
        var on = await EnabledAsync(due, siteIds, cancellationToken);
        var start = await db.Set<SiteClose>().AsNoTracking()
            .Where(c => c.SiteId >= lo && c.SiteId <= hi)
            .GroupBy(c => c.SiteId).Select(g => new { g.Key, First = g.Min(c => c.Month) })
            .ToDictionaryAsync(g => g.Key, g => g.First, cancellationToken);
        var villages = due.Any(d => d.Duty.Level == DutyLevel.Village)
            ? (await mediator.Send(new GetVillages(siteIds), cancellationToken)).ToLookup(v => v.SiteId)
            : Array.Empty<VillageRow>().ToLookup(v => v.SiteId);
        var proofs = (await db.Set<DutyFulfilment>().AsNoTracking()
            .Where(f => periods.Contains(f.Period) && f.SiteId >= lo && f.SiteId <= hi && !f.Withdrawn)
            .Select(f => new ProofRow(f.SiteId, f.UnitId, f.DutyCode, f.Period, f.EvidenceRef, f.OccurredOn, f.SubmittedOn, f.Quantity))
            .ToListAsync(cancellationToken)).ToLookup(f => (f.SiteId, f.UnitId, f.DutyCode, f.Period));
        var excuses = await db.Set<DutyExcuse>().AsNoTracking()
            .Where(e => periods.Contains(e.Period) && e.SiteId >= lo && e.SiteId <= hi)
            .ToDictionaryAsync(e => (e.SiteId, e.UnitId, e.DutyCode, e.Period), cancellationToken);

        var entries = new List<LedgerEntry>(siteIds.Count * due.Count);
        foreach (var site in siteIds)
        {
            var first = start.TryGetValue(site, out var known) && known < month.FirstDay ? known : month.FirstDay;
            foreach (var d in due.Where(d => d.Period >= first && on[d.Module.Id].Contains(site)))
            {
                foreach (var (unit, name) in UnitsOf(d.Duty, villages[site]))
                {
                    var key = (site, unit, d.Duty.Code, d.Period);
                    entries.Add(Entry(site, unit, name, d, [.. proofs[key]], excuses.GetValueOrDefault(key)));
                }
            }
        }

        return entries;
    }

    private static IEnumerable<(Guid Id, string Name)> UnitsOf(DutyDefinition duty, IEnumerable<VillageRow> villages) =>
        duty.Level == DutyLevel.Site ? [(Guid.Empty, "")] : villages.Select(v => (v.Id, v.Name));

    private static LedgerEntry Entry(int site, Guid unit, string name, DueDuty due, List<ProofRow> proofs, DutyExcuse? excuse)
    {
        DateOnly Counts(ProofRow p) => due.Duty.CountsOn == CountsOn.Occurred ? p.OccurredOn : p.SubmittedOn;
        var reached = DutyRule.ReachedOn(due.Duty.Threshold, proofs.Select(p => new Proof(Counts(p), p.Quantity)));
        var evidence = (reached is { } day ? proofs.FirstOrDefault(p => Counts(p) == day) : proofs.FirstOrDefault())?.EvidenceRef ?? "";
        return new LedgerEntry(site, unit, name, due, reached, proofs.Sum(p => p.Quantity), evidence, excuse);
    }

    private async Task<Dictionary<string, IReadOnlySet<int>>> EnabledAsync(IReadOnlyList<DueDuty> due, IReadOnlyList<int> sites, CancellationToken cancellationToken)
    {
        var on = new Dictionary<string, IReadOnlySet<int>>();
        foreach (var module in due.Select(d => d.Module).DistinctBy(m => m.Id))
        {
            on[module.Id] = (await mediator.Send(new GetEnabledSites(module.Id, sites), cancellationToken)).ToHashSet();
        }

        return on;
    }

    private sealed record ProofRow(
        int SiteId, Guid UnitId, string DutyCode, DateOnly Period, string EvidenceRef, DateOnly OccurredOn, DateOnly SubmittedOn, decimal Quantity);
}
