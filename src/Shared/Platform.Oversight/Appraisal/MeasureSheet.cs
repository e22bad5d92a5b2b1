using Platform.Contracts.Contributions;
using Platform.Contracts.Modules;
using Platform.Oversight.Domain;
using Platform.Oversight.Runs;

namespace Platform.Oversight.Appraisal;

/// <summary>How many duties of a unit were done on time, of how many owed.</summary>
internal sealed record OnTime(int SiteId, Guid UnitId, int Done, int Owed);

/// <summary>All answers about a batch of sites, by indicator and unit.</summary>
internal sealed class MeasureSheet
{
    private readonly Dictionary<(string Code, int Site, Guid Unit), IndicatorContribution> answers = [];
    private readonly Dictionary<(string Module, int Site), string> failures = [];

    public MeasureSheet(AppraisalRequested request)
    {
        foreach (var answer in request.Answers)
        {
            answers[(answer.IndicatorCode, answer.SiteId, answer.UnitId)] = answer;
        }

        foreach (var failure in request.Failures)
        {
            failures[(failure.ModuleId, failure.SiteId)] = failure.Error;
        }
    }

    /// <summary>The platform's own indicators: duties of the site, and of each village, on time.</summary>
    public void AddDuties(ChunkWork work, IEnumerable<OnTime> rows)
    {
        foreach (var row in rows)
        {
            var code = row.UnitId == Guid.Empty ? OversightIndicators.DutiesOnTime : OversightIndicators.VillageDutiesOnTime;
            var link = $"/oversight/calendar?site={row.SiteId}&month={work.Month}" + (row.UnitId == Guid.Empty ? "" : $"&unit={row.UnitId}");
            answers[(code, row.SiteId, row.UnitId)] = new IndicatorContribution(code, row.SiteId, row.UnitId, row.Done, row.Owed, link);
        }
    }

    public Measured Measure(string moduleId, IndicatorDefinition indicator, Scheme scheme, int site, Guid unit)
    {
        var (target, weight) = scheme.For(indicator);
        return answers.TryGetValue((indicator.Code, site, unit), out var answer)
            ? new Measured(indicator.Code, weight, target, answer.Numerator, answer.Denominator)
            : new Measured(indicator.Code, weight, target, 0, 0, failures.GetValueOrDefault((moduleId, site)));
    }

    public string LinkOf(string code, int site, Guid unit) => answers.GetValueOrDefault((code, site, unit))?.Link ?? "";
}
