using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Protection;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;

namespace Platform.Statistics;

/// <summary>A line of a list on its way into the ledger, with its number in clear for as long as the request lasts.</summary>
internal sealed record ListedPerson(IntakeRow Row, string Number);

/// <summary>
/// Finds the people of a list in the ledger: exactly by identity number, and then what the line says is entered at once; else the candidates a person has to look at are
/// counted. A fixed number of statements for a batch of lines.
/// </summary>
internal sealed class Matcher(StatisticsDbContext db, LedgerBook book, Protector protector, Operation operation)
{
    public async Task MatchAsync(int siteId, IReadOnlyList<ListedPerson> listed, CancellationToken cancellationToken)
    {
        var exact = await ExactAsync(siteId, listed, cancellationToken);
        var ids = exact.Values.Select(r => r.Id).Distinct().ToList();
        var known = (await db.Set<PopulationEvent>().AsNoTracking().Where(e => e.SiteId == siteId && e.VoidReason == "" && EF.Parameter(ids).Contains(e.ResidentId))
            .Select(e => new { e.ResidentId, e.Kind, e.OccurredOn }).ToListAsync(cancellationToken)).Select(e => (e.ResidentId, e.Kind, e.OccurredOn)).ToHashSet();
        foreach (var (row, number) in listed)
        {
            if (number.Length > 0 && exact.TryGetValue(number, out var resident))
            {
                Enter(row, resident, known);
            }
        }

        await CountCandidatesAsync(siteId, [.. listed.Select(l => l.Row).Where(r => r.State == RowState.Open)], cancellationToken);
    }

    /// <summary>Who a line may mean, the likeliest first; at most <see cref="MatchRules.MostOffered"/>. Two statements.</summary>
    public async Task<IReadOnlyList<(Resident Resident, int Score)>> CandidatesAsync(IntakeRow row, CancellationToken cancellationToken)
    {
        var people = await Likely(row.SiteId, [row], row.ResidentId).ToListAsync(cancellationToken);
        return
        [
            .. people.Select(p => (Resident: p, Score: p.Id == row.ResidentId ? 100 : MatchRules.Score(Facts(row), Facts(p))))
                .Where(p => p.Score >= MatchRules.Least).OrderByDescending(p => p.Score).ThenBy(p => p.Resident.Id).Take(MatchRules.MostOffered),
        ];
    }

    // What the line says is entered where the ledger lets it; a contradiction stays open for a person.
    private void Enter(IntakeRow row, Resident resident, HashSet<(Guid, EventKind, DateOnly)> known)
    {
        (row.ResidentId, row.Match) = (resident.Id, MatchKind.Exact);
        if (LedgerRules.Arrives(row.Kind) || known.Contains((resident.Id, row.Kind, row.OccurredOn)) || (LedgerRules.Leaves(row.Kind) && resident.To == row.OccurredOn))
        {
            Settle(row, RowState.AlreadyThere);
            return;
        }

        try
        {
            row.EventId = book.Record(resident, row.Kind, row.OccurredOn, row.IntakeId).Id;
            known.Add((resident.Id, row.Kind, row.OccurredOn));
            Settle(row, RowState.Applied);
        }
        catch (RefusalException)
        {
            row.Candidates = 1;
        }
    }

    private void Settle(IntakeRow row, RowState state) => (row.State, row.SettledByName, row.SettledOn) = (state, operation.Actor.Name, operation.Today);

    private async Task<Dictionary<string, Resident>> ExactAsync(int siteId, IReadOnlyList<ListedPerson> listed, CancellationToken cancellationToken)
    {
        var numbers = listed.Where(l => l.Number.Length > 0).Select(l => l.Number).Distinct().SelectMany(n => protector.Indexes(LedgerFields.IdentityNumber, n).Select(i => (Index: i, Number: n))).ToList();
        if (numbers.Count == 0)
        {
            return [];
        }

        var wanted = numbers.ConvertAll(n => n.Index);
        var found = await db.Set<Resident>().Where(r => r.SiteId == siteId && r.To > r.From && EF.Parameter(wanted).Contains(r.IdentityNumberIndex)).ToListAsync(cancellationToken);
        var byIndex = numbers.ToDictionary(n => n.Index, n => n.Number);
        return found.GroupBy(r => byIndex[r.IdentityNumberIndex]).ToDictionary(g => g.Key, g => g.OrderByDescending(r => r.To).First());
    }

    private async Task CountCandidatesAsync(int siteId, IReadOnlyList<IntakeRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var people = await Likely(siteId, rows, Guid.Empty).Select(r => new { r.Name, r.Initials, r.BirthDate, r.VillageId, r.Sex }).ToListAsync(cancellationToken);
        var facts = people.ConvertAll(p => new MatchFacts(p.Name, p.Initials, p.BirthDate, p.VillageId, p.Sex));
        var (byBirth, byName) = (facts.ToLookup(f => f.Birth), facts.ToLookup(f => f.Name));
        foreach (var row in rows.Where(r => r.Candidates == 0))
        {
            var mine = Facts(row);
            row.Candidates = Math.Min(byBirth[mine.Birth].Union(byName[mine.Name]).Count(f => MatchRules.Score(mine, f) >= MatchRules.Least), MatchRules.MostOffered);
        }
    }

    // Whoever lives here and was born on the day, or is called so; and the one whose number it is.
    private IQueryable<Resident> Likely(int siteId, IReadOnlyList<IntakeRow> rows, Guid numbered)
    {
        var births = rows.Select(r => r.BirthDate).OfType<DateOnly>().Distinct().ToList();
        var names = rows.Select(r => r.Name).Where(n => n.Length > 0).Distinct().ToList();
        var here = db.Set<Resident>().AsNoTracking().Where(r => r.SiteId == siteId && r.To == OpenEnd.Never);
        var likely = here.Where(r => EF.Parameter(births).Contains(r.BirthDate)).Union(here.Where(r => EF.Parameter(names).Contains(r.Name)));
        return numbered == Guid.Empty ? likely : likely.Union(db.Set<Resident>().AsNoTracking().Where(r => r.SiteId == siteId && r.Id == numbered));
    }

    public static MatchFacts Facts(IntakeRow row) => new(row.Name, row.Initials, row.BirthDate, row.VillageId, row.Sex);

    public static MatchFacts Facts(Resident resident) => new(resident.Name, resident.Initials, resident.BirthDate, resident.VillageId, resident.Sex);
}
