using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;

namespace Platform.Statistics;

/// <summary>A form with its items and rules in their order.</summary>
internal sealed record FormContent(ReportForm Form, IReadOnlyList<ReportItem> Items, IReadOnlyList<ReportRule> Rules)
{
    public Cube Cube => new(Items);
}

/// <summary>Which form a site reports on: the nearest division's, the newest that is in force in the month.</summary>
internal sealed class FormReader(StatisticsDbContext db)
{
    /// <summary>The form of each site. Three statements.</summary>
    /// <param name="sites">Ascending; never empty.</param>
    public async Task<IReadOnlyDictionary<int, FormContent>> ForAsync(IReadOnlyList<int> sites, YearMonth month, CancellationToken cancellationToken)
    {
        var (lo, hi, first) = (sites[0], sites[^1], month.FirstDay);
        var forms = await db.Set<ReportForm>().AsNoTracking().Where(f => f.Lo <= hi && f.Hi >= lo && f.ValidFrom <= first).ToListAsync(cancellationToken);
        var chosen = sites.ToDictionary(s => s, s => forms.Where(f => f.Lo <= s && f.Hi >= s).OrderBy(f => (long)f.Hi - f.Lo).ThenByDescending(f => f.ValidFrom).First());
        var contents = (await ReadAsync([.. chosen.Values.DistinctBy(f => f.Id)], cancellationToken)).ToDictionary(c => c.Form.Id);
        return chosen.ToDictionary(c => c.Key, c => contents[c.Value.Id]);
    }

    public async Task<FormContent> OpenAsync(Guid id, CancellationToken cancellationToken)
    {
        var form = await db.Set<ReportForm>().AsNoTracking().FirstOrDefaultAsync(f => f.Id == id, cancellationToken) ?? throw Refusals.NotFound("这份表式");
        return (await ReadAsync([form], cancellationToken))[0];
    }

    private async Task<IReadOnlyList<FormContent>> ReadAsync(IReadOnlyList<ReportForm> forms, CancellationToken cancellationToken)
    {
        var ids = forms.Select(f => f.Id).ToList();
        var items = (await db.Set<ReportItem>().AsNoTracking().Where(i => ids.Contains(i.FormId)).OrderBy(i => i.Order).ToListAsync(cancellationToken)).ToLookup(i => i.FormId);
        var rules = (await db.Set<ReportRule>().AsNoTracking().Where(r => ids.Contains(r.FormId)).OrderBy(r => r.Order).ToListAsync(cancellationToken)).ToLookup(r => r.FormId);
        return [.. forms.Select(f => new FormContent(f, [.. items[f.Id]], [.. rules[f.Id]]))];
    }
}
