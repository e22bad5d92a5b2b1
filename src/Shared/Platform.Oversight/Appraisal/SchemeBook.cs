using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Oversight.Data;

namespace Platform.Oversight.Appraisal;

/// <summary>Targets and weights that count for a site in a month.</summary>
internal sealed class Scheme(string name, bool automatic, IReadOnlyDictionary<string, SchemeLine> lines)
{
    /// <summary>What counts where no division has a scheme: the definitions' own targets and weights, published by a person.</summary>
    public static readonly Scheme Default = new("默认考评方案", false, new Dictionary<string, SchemeLine>());

    public string Name { get; } = name;

    public bool Automatic { get; } = automatic;

    public (decimal Target, decimal Weight) For(IndicatorDefinition indicator) =>
        lines.TryGetValue(indicator.Code, out var line) ? (line.Target, line.Weight) : (indicator.Target, indicator.Weight);
}

/// <summary>The schemes in force in one month; the nearest division's newest counts.</summary>
internal sealed class SchemesInForce(IReadOnlyList<(AppraisalScheme Row, Scheme Scheme)> nearestFirst)
{
    public Scheme For(int siteId)
    {
        foreach (var (row, scheme) in nearestFirst)
        {
            if (row.Lo <= siteId && siteId <= row.Hi)
            {
                return scheme;
            }
        }

        return Scheme.Default;
    }
}

internal sealed class SchemeBook(OversightDbContext db)
{
    public async Task<SchemesInForce> ReadAsync(YearMonth month, CancellationToken cancellationToken)
    {
        var day = month.FirstDay;
        var schemes = await db.Set<AppraisalScheme>().AsNoTracking().Where(s => s.EffectiveFrom <= day).ToListAsync(cancellationToken);
        if (schemes.Count == 0)
        {
            return new SchemesInForce([]);
        }

        var lines = (await db.Set<SchemeLine>().AsNoTracking().ToListAsync(cancellationToken)).ToLookup(l => l.SchemeId);
        return new SchemesInForce(
        [
            .. schemes.OrderBy(s => s.Hi - s.Lo).ThenByDescending(s => s.EffectiveFrom)
                .Select(s => (s, new Scheme(s.Name, s.Automatic, lines[s.Id].ToDictionary(l => l.IndicatorCode)))),
        ]);
    }
}
