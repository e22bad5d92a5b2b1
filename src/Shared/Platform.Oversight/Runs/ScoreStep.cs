using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Divisions;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Appraisal;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Runs;

/// <summary>Third step: measures every indicator of every site and village and turns them into provisional scores that keep all they were made of.</summary>
internal sealed class ScoreStep(OversightDbContext db, IMediator mediator, DutyCatalog catalog, SchemeBook schemes, Operation operation) : IRunStep
{
    public RunStep Step => RunStep.Score;

    public async Task<StepRows> ComputeAsync(ChunkWork work, CancellationToken cancellationToken)
    {
        var rows = new StepRows();
        var sites = await OwnSites.OfAsync(db, work, cancellationToken);
        if (sites.Count == 0)
        {
            return rows;
        }

        var ids = sites.Keys.ToList();
        var request = new AppraisalRequested(work.RunId, work.Day, ids);
        await mediator.Publish(request, cancellationToken);
        rows.Failures.AddRange(FailureRows.Of(request, work));
        var sheet = new MeasureSheet(request);
        sheet.AddDuties(work, await OnTimeAsync(work, cancellationToken));
        var on = new Dictionary<string, IReadOnlySet<int>>();
        foreach (var module in catalog.Modules.Where(m => m.Indicators.Count > 0))
        {
            on[module.Id] = (await mediator.Send(new GetEnabledSites(module.Id, ids), cancellationToken)).ToHashSet();
        }

        var villages = (await mediator.Send(new GetVillages(ids), cancellationToken)).ToLookup(v => v.SiteId);
        var names = (await mediator.Send(new GetDivisions(ids), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        var book = await schemes.ReadAsync(work.Month, cancellationToken);
        foreach (var (site, revision) in sites)
        {
            var scheme = book.For(site);
            var indicators = catalog.Modules.Where(m => on.TryGetValue(m.Id, out var set) && set.Contains(site)).SelectMany(m => m.Indicators.Select(i => (m, i))).ToList();
            Add(rows, work, scheme, sheet, indicators, DutyLevel.Site, site, revision, Guid.Empty, names.GetValueOrDefault(site, ""));
            foreach (var village in villages[site])
            {
                Add(rows, work, scheme, sheet, indicators, DutyLevel.Village, site, revision, village.Id, village.Name);
            }
        }

        return rows;
    }

    private void Add(
        StepRows rows, ChunkWork work, Scheme scheme, MeasureSheet sheet, List<(IModule Module, IndicatorDefinition Indicator)> indicators,
        DutyLevel level, int site, int revision, Guid unit, string name)
    {
        var own = indicators.Where(i => i.Indicator.Level == level).ToList();
        var measured = own.Select(i => sheet.Measure(i.Module.Id, i.Indicator, scheme, site, unit));
        var result = ScoreCalculator.Calculate(measured);
        var score = new Score
        {
            SiteId = site,
            UnitId = unit,
            UnitName = Text.Cut(name, 100),
            Month = work.Day,
            Revision = revision,
            RunId = work.RunId,
            Points = result.Points,
            SchemeName = scheme.Name,
            ComputedAt = operation.Now,
        };
        rows.Scores.Add(score);
        rows.ScoreLines.AddRange(result.Lines.Select(l => new ScoreLine
        {
            SiteId = site,
            ScoreId = score.Id,
            IndicatorCode = l.Input.Code,
            State = l.State,
            Numerator = l.Input.Numerator,
            Denominator = l.Input.Denominator,
            Rate = l.Rate,
            Target = l.Input.Target,
            Weight = l.Input.Weight,
            EffectiveWeight = l.EffectiveWeight,
            Points = l.Points,
            Reason = Text.Cut(l.State switch
            {
                LineState.NothingToMeasure => "本月没有可计算的事项，权重分给其他指标",
                LineState.NotComputable => "无法计算：" + l.Input.Failure,
                _ => "",
            }, 500),
            Link = Text.Cut(sheet.LinkOf(l.Input.Code, site, unit), 300),
        }));
    }

    private async Task<List<OnTime>> OnTimeAsync(ChunkWork work, CancellationToken cancellationToken) =>
        await db.Set<DutyObligation>().AsNoTracking()
            .Where(o => o.Month == work.Day && o.SiteId >= work.Lo && o.SiteId <= work.Hi && o.RunId == work.RunId && o.Scored && o.Status != DutyStatus.Excused)
            .GroupBy(o => new { o.SiteId, o.UnitId })
            .Select(g => new OnTime(g.Key.SiteId, g.Key.UnitId, g.Sum(o => o.Status == DutyStatus.OnTime ? 1 : 0), g.Count()))
            .ToListAsync(cancellationToken);
}
