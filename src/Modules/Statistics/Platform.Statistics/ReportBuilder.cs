using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;

namespace Platform.Statistics;

/// <summary>Figures of one village, or of a township in a county's report; an empty village and no township: the total.</summary>
internal sealed record UnitFigures(Guid UnitId, int UnitSite, IReadOnlyDictionary<string, decimal?> Values);

/// <summary>
/// Counts the ledger and its events into reports, for many townships with a fixed number of statements: three for the people and events of all of them, whatever the form
/// asks for.
/// </summary>
internal sealed class ReportBuilder(StatisticsDbContext db, FormReader forms, IMediator mediator, Operation operation)
{
    /// <summary>Builds or rebuilds drafts; reports that are submitted or approved are left alone.</summary>
    /// <param name="sites">Ascending.</param>
    /// <returns>The reports that were built.</returns>
    public async Task<IReadOnlyList<MonthlyReport>> BuildAsync(IReadOnlyList<int> sites, YearMonth month, CancellationToken cancellationToken)
    {
        if (sites.Count == 0)
        {
            return [];
        }

        var open = await OpenReportsAsync(sites, month, summary: false, cancellationToken);
        var wanted = sites.Where(open.ContainsKey).ToList();
        if (wanted.Count == 0)
        {
            return [];
        }

        var contents = await forms.ForAsync(wanted, month, cancellationToken);
        var villages = (await mediator.Send(new GetVillages(wanted), cancellationToken)).ToLookup(v => v.SiteId, v => v.Id);
        List<ReportFigure> figures = [];
        foreach (var group in wanted.GroupBy(s => contents[s].Form.Id))
        {
            var content = contents[group.First()];
            var cube = content.Cube;
            var cells = (await CountAsync([.. group], month, content, cancellationToken)).ToLookup(c => c.SiteId);
            foreach (var site in group)
            {
                var report = open[site];
                (report.FormId, report.BuiltAt) = (content.Form.Id, operation.Now);
                var units = Units(cube, villages[site], cells[site]);
                Keep(report, units, content, figures);
            }
        }

        await ReplaceAsync([.. wanted.Select(s => open[s])], figures, cancellationToken);
        return [.. wanted.Select(s => open[s])];
    }

    /// <summary>A county's report: its townships' approved figures, added up.</summary>
    public async Task<MonthlyReport> SumAsync(int county, IReadOnlyList<int> sites, YearMonth month, CancellationToken cancellationToken)
    {
        if (!(await OpenReportsAsync([county], month, summary: true, cancellationToken)).TryGetValue(county, out var report))
        {
            throw new RefusalException("REPORT_FROZEN", $"{month.ToChinese()}的汇总表已上报或批准。要更正的，请先退回，或批准后按更正重新上报。", RefusalKind.Conflict);
        }

        var content = (await forms.ForAsync([county], month, cancellationToken))[county];
        var first = month.FirstDay;
        var approved = (await db.Set<MonthlyReport>().AsNoTracking().Where(r => r.Month == first && !r.IsSummary && r.State == ReportState.Approved && EF.Parameter(sites).Contains(r.SiteId)).ToListAsync(cancellationToken))
            .GroupBy(r => r.SiteId).Select(g => g.MaxBy(r => r.Revision)!).ToList();
        var ids = approved.ConvertAll(r => r.Id);
        var totals = (await db.Set<ReportFigure>().AsNoTracking().Where(f => EF.Parameter(ids).Contains(f.ReportId) && f.UnitId == Guid.Empty).ToListAsync(cancellationToken)).ToLookup(f => f.ReportId);
        List<UnitFigures> units =
        [
            .. approved.OrderBy(r => r.SiteId).Select(r => new UnitFigures(Guid.Empty, r.SiteId, totals[r.Id].ToDictionary(f => f.Code, f => f.Value))),
        ];
        units.Add(new UnitFigures(Guid.Empty, 0, content.Cube.Total([.. units.Select(u => u.Values)])));
        (report.FormId, report.BuiltAt) = (content.Form.Id, operation.Now);
        List<ReportFigure> figures = [];
        Keep(report, units, content, figures);
        await ReplaceAsync([report], figures, cancellationToken);
        return report;
    }

    /// <summary>Conditions that do not hold, with the unit they fail in.</summary>
    public static IReadOnlyList<(ReportRule Rule, UnitFigures Unit)> Broken(FormContent content, IEnumerable<UnitFigures> units) =>
        [.. from unit in units from rule in content.Rules where Formulas.Holds(rule.Formula, unit.Values) == false select (rule, unit)];

    private static List<UnitFigures> Units(Cube cube, IEnumerable<Guid> villages, IEnumerable<CubeCell> cells)
    {
        var byVillage = cells.ToLookup(c => c.VillageId);
        List<UnitFigures> units = [.. villages.Union(byVillage.Select(g => g.Key)).Select(v => new UnitFigures(v, 0, cube.Figures([.. byVillage[v]])))];
        units.Add(new UnitFigures(Guid.Empty, 0, cube.Total([.. units.Select(u => u.Values)])));
        return units;
    }

    private static void Keep(MonthlyReport report, List<UnitFigures> units, FormContent content, List<ReportFigure> figures)
    {
        report.BrokenRules = Broken(content, units).Count;
        figures.AddRange(units.SelectMany(u => u.Values.Select(v => new ReportFigure
        {
            SiteId = report.SiteId,
            ReportId = report.Id,
            UnitId = u.UnitId,
            UnitSite = u.UnitSite,
            Code = v.Key,
            Value = v.Value,
        })));
    }

    // The newest report of each site that may still change; a new draft where there is none. Sites whose newest is submitted or approved are missing.
    private async Task<Dictionary<int, MonthlyReport>> OpenReportsAsync(IReadOnlyList<int> sites, YearMonth month, bool summary, CancellationToken cancellationToken)
    {
        var first = month.FirstDay;
        var all = (await db.Set<MonthlyReport>().Where(r => r.Month == first && EF.Parameter(sites).Contains(r.SiteId)).ToListAsync(cancellationToken)).ToLookup(r => r.SiteId);
        Dictionary<int, MonthlyReport> open = [];
        foreach (var site in sites)
        {
            var newest = all[site].MaxBy(r => r.Revision);
            if (newest is null)
            {
                newest = new MonthlyReport { SiteId = site, Month = first, IsSummary = summary };
                db.Add(newest);
            }

            if (newest.IsEditable)
            {
                ReportDesk.Unsign(newest);
                open[site] = newest;
            }
        }

        return open;
    }

    private async Task ReplaceAsync(IReadOnlyList<MonthlyReport> reports, List<ReportFigure> figures, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        var ids = reports.Select(r => r.Id).ToList();
        await db.Set<ReportFigure>().Where(f => EF.Parameter(ids).Contains(f.ReportId)).ExecuteDeleteAsync(cancellationToken);
        await Bulk.InsertAsync(db, figures, cancellationToken);
    }

    private async Task<List<CubeCell>> CountAsync(IReadOnlyList<int> sites, YearMonth month, FormContent content, CancellationToken cancellationToken)
    {
        var births = content.Cube.Births(month.LastDay);
        var (first, last) = (month.FirstDay, month.LastDay);
        var wanted = sites.ToHashSet();
        List<CubeCell> cells = [];
        if (content.Items.Any(i => i.Source == ItemSource.PeopleAtBegin))
        {
            cells.AddRange((await PeopleAsync(sites, first.AddDays(-1), births, cancellationToken)).Select(c => c with { Source = ItemSource.PeopleAtBegin }));
        }

        cells.AddRange(await PeopleAsync(sites, last, births, cancellationToken));
        cells.AddRange(await EventsAsync(sites, Cube.YearBegin(month, content.Form.YearStartMonth), first, last, births, cancellationToken));
        cells.RemoveAll(c => !wanted.Contains(c.SiteId));
        return cells;
    }

    private async Task<List<CubeCell>> PeopleAsync(IReadOnlyList<int> sites, DateOnly day, DateOnly[] b, CancellationToken cancellationToken)
    {
        var (lo, hi) = (sites[0], sites[^1]);
        var (b0, b1, b2, b3, b4, b5) = (b[0], b[1], b[2], b[3], b[4], b[5]);
        var (b6, b7, b8, b9, b10, b11) = (b[6], b[7], b[8], b[9], b[10], b[11]);
        return (await db.Set<Resident>().AsNoTracking().Where(r => r.SiteId >= lo && r.SiteId <= hi && r.From <= day && r.To > day)
            .GroupBy(r => new
            {
                r.SiteId,
                r.VillageId,
                r.Sex,
                r.Residence,
                Band = (r.BirthDate <= b0 ? 1 : 0) + (r.BirthDate <= b1 ? 1 : 0) + (r.BirthDate <= b2 ? 1 : 0) + (r.BirthDate <= b3 ? 1 : 0) + (r.BirthDate <= b4 ? 1 : 0) + (r.BirthDate <= b5 ? 1 : 0)
                    + (r.BirthDate <= b6 ? 1 : 0) + (r.BirthDate <= b7 ? 1 : 0) + (r.BirthDate <= b8 ? 1 : 0) + (r.BirthDate <= b9 ? 1 : 0) + (r.BirthDate <= b10 ? 1 : 0) + (r.BirthDate <= b11 ? 1 : 0),
            })
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken))
            .ConvertAll(g => new CubeCell(g.Key.SiteId, g.Key.VillageId, ItemSource.PeopleAtEnd, null, g.Key.Sex, g.Key.Residence, g.Key.Band, g.Count));
    }

    // Events of the year, with those of the month marked: both sources from one statement.
    private async Task<IEnumerable<CubeCell>> EventsAsync(IReadOnlyList<int> sites, DateOnly year, DateOnly first, DateOnly last, DateOnly[] b, CancellationToken cancellationToken)
    {
        var (lo, hi) = (sites[0], sites[^1]);
        var (b0, b1, b2, b3, b4, b5) = (b[0], b[1], b[2], b[3], b[4], b[5]);
        var (b6, b7, b8, b9, b10, b11) = (b[6], b[7], b[8], b[9], b[10], b[11]);
        var rows = await (from e in db.Set<PopulationEvent>().AsNoTracking()
                          where e.SiteId >= lo && e.SiteId <= hi && e.OccurredOn >= year && e.OccurredOn <= last && e.VoidReason == ""
                          join r in db.Set<Resident>() on e.ResidentId equals r.Id
                          group e by new
                          {
                              e.SiteId,
                              e.VillageId,
                              e.Kind,
                              InMonth = e.OccurredOn >= first,
                              r.Sex,
                              r.Residence,
                              Band = (r.BirthDate <= b0 ? 1 : 0) + (r.BirthDate <= b1 ? 1 : 0) + (r.BirthDate <= b2 ? 1 : 0) + (r.BirthDate <= b3 ? 1 : 0) + (r.BirthDate <= b4 ? 1 : 0)
                                  + (r.BirthDate <= b5 ? 1 : 0) + (r.BirthDate <= b6 ? 1 : 0) + (r.BirthDate <= b7 ? 1 : 0) + (r.BirthDate <= b8 ? 1 : 0) + (r.BirthDate <= b9 ? 1 : 0)
                                  + (r.BirthDate <= b10 ? 1 : 0) + (r.BirthDate <= b11 ? 1 : 0),
                          }
                          into g
                          select new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        return from row in rows
               let cell = new CubeCell(row.Key.SiteId, row.Key.VillageId, ItemSource.EventsOfYear, row.Key.Kind, row.Key.Sex, row.Key.Residence, row.Key.Band, row.Count)
               from one in row.Key.InMonth ? [cell, cell with { Source = ItemSource.EventsOfMonth }] : new[] { cell }
               select one;
    }
}
