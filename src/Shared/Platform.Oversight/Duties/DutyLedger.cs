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
/// <param name="Threshold">What fulfils it here: of a daily duty the working days of the month, of one per village the villages.</param>
internal sealed record LedgerEntry(
    int SiteId, Guid UnitId, string UnitName, DueDuty Due, DateOnly? ReachedOn, decimal Quantity, decimal Threshold, string EvidenceRef, DutyExcuse? Excuse);

/// <summary>
/// Derives what a batch of sites owes in a month and how it stands: duties of modules that are on, due in the month, against stored proofs and excuses.
/// The calendar page and the close both read here, so they cannot disagree. A fixed number of statements whatever the number of sites.
/// </summary>
internal sealed class DutyLedger(OversightDbContext db, IMediator mediator, DutyCatalog catalog, DutyRuleBook book, IWorkingDays days)
{
    private const int CountySpan = 1000;

    /// <param name="siteIds">Ascending.</param>
    public async Task<IReadOnlyList<LedgerEntry>> ReadAsync(IReadOnlyList<int> siteIds, YearMonth month, CancellationToken cancellationToken)
    {
        if (siteIds.Count == 0)
        {
            return [];
        }

        var (lo, hi) = (siteIds[0], siteIds[^1]);
        var rules = await book.ReadAsync(lo, hi, month.LastDay, cancellationToken);
        var due = catalog.DueIn(month, rules, days);
        if (due.Count == 0)
        {
            return [];
        }

        var cyclic = due.Where(d => d.Duty.Cadence == Cadence.AfterLast).Select(d => d.Duty.Code).Distinct().ToList();
        var periods = due.Select(d => d.Period).Distinct().ToList();
        if (cyclic.Count > 0)
        {
            // Done late, in the month after: before this one is closed.
            periods.Add(month.AddMonths(1).FirstDay);
        }

        var on = await EnabledAsync(due, siteIds, cancellationToken);
        var start = await db.Set<SiteClose>().AsNoTracking()
            .Where(c => c.SiteId >= lo && c.SiteId <= hi)
            .GroupBy(c => c.SiteId).Select(g => new { g.Key, First = g.Min(c => c.Month) })
            .ToDictionaryAsync(g => g.Key, g => g.First, cancellationToken);
        var villages = due.Any(d => d.Duty.Level == DutyLevel.Village || d.Duty.PerVillage)
            ? (await mediator.Send(new GetVillages(siteIds), cancellationToken)).ToLookup(v => v.SiteId)
            : Array.Empty<VillageRow>().ToLookup(v => v.SiteId);
        var rows = await db.Set<DutyFulfilment>().AsNoTracking()
            .Where(f => periods.Contains(f.Period) && f.SiteId >= lo && f.SiteId <= hi && !f.Withdrawn)
            .Select(f => new ProofRow(f.SiteId, f.UnitId, f.DutyCode, f.Period, f.EvidenceRef, f.OccurredOn, f.SubmittedOn, f.Quantity))
            .ToListAsync(cancellationToken);
        var perVillage = due.Where(d => d.Duty.PerVillage).Select(d => d.Duty.Code).ToHashSet();

        // Where the site owes for its villages the proofs name them, and are looked up under the site.
        var proofs = rows.ToLookup(f => (f.SiteId, UnitId: perVillage.Contains(f.DutyCode) ? Guid.Empty : f.UnitId, f.DutyCode, f.Period));
        var excuses = await db.Set<DutyExcuse>().AsNoTracking()
            .Where(e => periods.Contains(e.Period) && e.SiteId >= lo && e.SiteId <= hi && !e.Revoked)
            .ToDictionaryAsync(e => (e.SiteId, e.UnitId, e.DutyCode, e.Period), cancellationToken);
        var lastTimes = await LastTimesAsync(cyclic, lo, hi, month, cancellationToken);
        var levels = await LevelsAsync(siteIds, cancellationToken);

        var entries = new List<LedgerEntry>(siteIds.Count * due.Count);
        foreach (var site in siteIds)
        {
            var first = start.TryGetValue(site, out var known) && known < month.FirstDay ? known : month.FirstDay;
            var level = levels.GetValueOrDefault(site, DivisionLevels.Township);
            foreach (var d in due.Where(d => IsOwed(d.Duty, level) && d.Period >= first && on[d.Module.Id].Contains(site) && rules.For(d.Duty, site, d.Period) == d.Rule))
            {
                foreach (var (unit, name) in UnitsOf(d.Duty, villages[site]))
                {
                    var key = (site, unit, d.Duty.Code, d.Period);
                    if (d.Duty.Cadence == Cadence.AfterLast)
                    {
                        var last = lastTimes.TryGetValue((site, unit, d.Duty.Code), out var time) ? time : first;
                        if (DueDates.DueAfter(last, d.Duty.MonthsAfterLast, month) is { } day)
                        {
                            var settled = DueDates.Settled(day, d.Rule, days);
                            var next = (site, unit, d.Duty.Code, month.AddMonths(1).FirstDay);
                            entries.Add(Entry(
                                site, unit, name, d with { DueOn = settled, RemindOn = DueDates.RemindOn(settled, d.Rule, days) }, [.. proofs[key], .. proofs[next]],
                                excuses.GetValueOrDefault(key), d.Rule.Threshold));
                        }
                    }
                    else if (d.Duty.PerVillage)
                    {
                        entries.Add(PerVillage(site, d, [.. proofs[key]], [.. villages[site].Select(v => v.Id)], excuses.GetValueOrDefault(key)));
                    }
                    else if (d.Duty.Cadence == Cadence.Daily)
                    {
                        entries.Add(Daily(site, unit, name, d, [.. proofs[key]], excuses.GetValueOrDefault(key)));
                    }
                    else
                    {
                        entries.Add(Entry(site, unit, name, d, [.. proofs[key]], excuses.GetValueOrDefault(key), d.Rule.Threshold));
                    }
                }
            }
        }

        return entries;
    }

    // What a county owes and what a township owes are two things; a few divisions are both.
    private static bool IsOwed(DutyDefinition duty, DivisionLevels levels) => levels.HasFlag(duty.Level == DutyLevel.County ? DivisionLevels.County : DivisionLevels.Township);

    // Only ids that end in three zeros can be of a county: most batches are townships alone and ask nothing.
    private async Task<IReadOnlyDictionary<int, DivisionLevels>> LevelsAsync(IReadOnlyList<int> siteIds, CancellationToken cancellationToken)
    {
        var above = siteIds.Where(s => s % CountySpan == 0).ToList();
        return above.Count == 0 ? new Dictionary<int, DivisionLevels>() : (await mediator.Send(new GetDivisions(above), cancellationToken)).ToDictionary(d => d.Id, d => d.Levels);
    }

    private static IEnumerable<(Guid Id, string Name)> UnitsOf(DutyDefinition duty, IEnumerable<VillageRow> villages) =>
        duty.Level == DutyLevel.Village ? villages.Select(v => (v.Id, v.Name)) : duty.PerVillage && !villages.Any() ? [] : [(Guid.Empty, "")];

    private static DateOnly Counts(DutyDefinition duty, ProofRow p) => duty.CountsOn == CountsOn.Occurred ? p.OccurredOn : p.SubmittedOn;

    private static LedgerEntry Entry(int site, Guid unit, string name, DueDuty due, List<ProofRow> proofs, DutyExcuse? excuse, decimal threshold)
    {
        var reached = DutyRule.ReachedOn(threshold, proofs.Select(p => new Proof(Counts(due.Duty, p), p.Quantity)));
        var evidence = (reached is { } day ? proofs.FirstOrDefault(p => Counts(due.Duty, p) == day) : proofs.FirstOrDefault())?.EvidenceRef ?? "";
        return new LedgerEntry(site, unit, name, due, reached, proofs.Sum(p => p.Quantity), threshold, evidence, excuse);
    }

    // The last village to be reached decides the day.
    private static LedgerEntry PerVillage(int site, DueDuty due, List<ProofRow> proofs, List<Guid> villages, DutyExcuse? excuse)
    {
        var byVillage = proofs.ToLookup(p => p.UnitId);
        var reached = villages.Select(v => DutyRule.ReachedOn(due.Rule.Threshold, byVillage[v].Select(p => new Proof(Counts(due.Duty, p), p.Quantity)))).Where(d => d is not null).ToList();
        return new LedgerEntry(
            site, Guid.Empty, "", due, reached.Count == villages.Count ? reached.Max() : null, reached.Count, villages.Count, proofs.LastOrDefault()?.EvidenceRef ?? "", excuse);
    }

    // Each working day of the month needs its own proof: two on one day, or one on a day off, make up for nothing.
    private LedgerEntry Daily(int site, Guid unit, string name, DueDuty due, List<ProofRow> proofs, DutyExcuse? excuse)
    {
        var end = DueDates.EndOf(Cadence.Daily, due.Period);
        var wanted = Enumerable.Range(0, end.DayNumber - due.Period.DayNumber + 1).Count(i => days.IsWorkingDay(due.Period.AddDays(i)));
        var done = proofs.Where(p => p.OccurredOn >= due.Period && p.OccurredOn <= end && days.IsWorkingDay(p.OccurredOn)).GroupBy(p => p.OccurredOn)
            .Where(g => g.Sum(p => p.Quantity) >= due.Rule.Threshold).Select(g => g.MinBy(p => Counts(due.Duty, p))!).ToList();
        var reached = wanted > 0 && done.Count >= wanted ? done.Max(p => Counts(due.Duty, p)) : (DateOnly?)null;
        return new LedgerEntry(site, unit, name, due, reached, done.Count, wanted, done.MaxBy(p => p.OccurredOn)?.EvidenceRef ?? "", excuse);
    }

    private async Task<Dictionary<(int Site, Guid Unit, string Duty), DateOnly>> LastTimesAsync(List<string> codes, int lo, int hi, YearMonth month, CancellationToken cancellationToken)
    {
        if (codes.Count == 0)
        {
            return [];
        }

        var before = month.FirstDay;
        return await db.Set<DutyFulfilment>().AsNoTracking()
            .Where(f => codes.Contains(f.DutyCode) && f.SiteId >= lo && f.SiteId <= hi && !f.Withdrawn && f.OccurredOn < before)
            .GroupBy(f => new { f.SiteId, f.UnitId, f.DutyCode }).Select(g => new { g.Key.SiteId, g.Key.UnitId, g.Key.DutyCode, Last = g.Max(f => f.OccurredOn) })
            .ToDictionaryAsync(g => (g.SiteId, g.UnitId, g.DutyCode), g => g.Last, cancellationToken);
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
