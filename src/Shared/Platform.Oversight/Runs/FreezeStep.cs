using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Runs;

/// <summary>
/// First step: takes the sites of the chunk that nobody has closed yet (all of them in a revision) and writes down how each duty due in the month stands.
/// A site owes nothing for periods before the first month it ever closed: before that the platform kept no records there.
/// </summary>
internal sealed class FreezeStep(OversightDbContext db, IMediator mediator, DutyLedger ledger, Operation operation) : IRunStep
{
    public RunStep Step => RunStep.Freeze;

    public async Task<StepRows> ComputeAsync(ChunkWork work, CancellationToken cancellationToken)
    {
        var rows = new StepRows();
        var sites = await OwnSitesAsync(work, cancellationToken);
        if (sites.Count == 0)
        {
            return rows;
        }

        rows.Closes.AddRange(sites.Select(s => new SiteClose { SiteId = s.Key, Month = work.Day, Revision = s.Value, RunId = work.RunId, ClosedAt = operation.Now }));
        var ids = sites.Keys.Order().ToList();
        foreach (var entry in await ledger.ReadAsync(ids, work.Month, cancellationToken))
        {
            rows.Obligations.Add(new DutyObligation
            {
                SiteId = entry.SiteId,
                UnitId = entry.UnitId,
                UnitName = Text.Cut(entry.UnitName, 100),
                DutyCode = entry.Due.Duty.Code,
                Month = work.Day,
                Revision = sites[entry.SiteId],
                RunId = work.RunId,
                Period = entry.Due.Period,
                DueOn = entry.Due.DueOn,
                Status = DutyRule.Freeze(entry.Due.DueOn, entry.ReachedOn, entry.Excuse is not null),
                ReachedOn = entry.ReachedOn,
                Quantity = entry.Quantity,
                Threshold = entry.Threshold,
                EvidenceRef = entry.EvidenceRef,
                Reason = entry.Excuse?.Reason ?? "",
                Scored = entry.Due.Duty.ScoredByDefault,
            });
        }

        return rows;
    }

    // Site -> revision this run writes.
    private async Task<Dictionary<int, int>> OwnSitesAsync(ChunkWork work, CancellationToken cancellationToken)
    {
        var all = await mediator.Send(new GetSites(work.Lo, work.Hi), cancellationToken);
        var closed = await db.Set<SiteClose>().AsNoTracking()
            .Where(c => c.Month == work.Day && c.SiteId >= work.Lo && c.SiteId <= work.Hi)
            .GroupBy(c => c.SiteId).Select(g => new { g.Key, Revision = g.Max(c => c.Revision) })
            .ToDictionaryAsync(g => g.Key, g => g.Revision, cancellationToken);
        return all.Where(s => work.Revise || !closed.ContainsKey(s)).ToDictionary(s => s, s => closed.GetValueOrDefault(s) + 1);
    }
}
