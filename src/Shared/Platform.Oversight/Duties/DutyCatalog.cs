using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Modules;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;

namespace Platform.Oversight.Duties;

/// <summary>A duty whose due date lies in the month asked about; due date and period are computed once for all units with the same rule.</summary>
internal sealed record DueDuty(DutyDefinition Duty, IModule Module, DueRule Rule, DateOnly Period, DateOnly DueOn, DateOnly RemindOn);

/// <summary>The duties, checks and indicators of all modules, by code.</summary>
internal sealed class DutyCatalog
{
    private readonly List<(DutyDefinition Duty, IModule Module)> duties;
    private readonly Dictionary<string, DutyDefinition> byCode;
    private readonly Dictionary<string, AuditCheckDefinition> checks;
    private readonly Dictionary<string, IndicatorDefinition> indicators;

    public DutyCatalog(ModuleCatalog modules)
    {
        Modules = modules.Modules;
        duties = [.. Modules.SelectMany(m => m.Duties.Select(d => (d, m)))];
        byCode = duties.ToDictionary(d => d.Duty.Code, d => d.Duty);
        checks = Modules.SelectMany(m => m.AuditChecks).ToDictionary(c => c.Code);
        indicators = Modules.SelectMany(m => m.Indicators).ToDictionary(i => i.Code);
        IndicatorRegistration.Check(indicators.Values);
    }

    public IReadOnlyList<IModule> Modules { get; }

    public IEnumerable<DutyDefinition> Duties => duties.Select(d => d.Duty);

    public DutyDefinition? Find(string code) => byCode.GetValueOrDefault(code);

    public string DutyName(string code) => byCode.GetValueOrDefault(code)?.Name ?? code;

    public string CheckName(string code) => checks.GetValueOrDefault(code)?.Name ?? code;

    public AuditCheckDefinition? Check(string code) => checks.GetValueOrDefault(code);

    public IndicatorDefinition? Indicator(string code) => indicators.GetValueOrDefault(code);

    /// <summary>The duties due in a month under the rules that count anywhere in the book, with their periods.</summary>
    public IReadOnlyList<DueDuty> DueIn(YearMonth month, DutyRules rules, IWorkingDays days) =>
    [
        .. from d in duties
           from rule in rules.AllOf(d.Duty)
           where !rule.Off
           from period in DueDates.PeriodsDueIn(d.Duty.Cadence, rule, month)
           let due = DueDates.Settled(DueDates.DueOn(d.Duty.Cadence, rule, period), rule, days)
           select new DueDuty(d.Duty, d.Module, rule, period, due, DueDates.RemindOn(due, rule, days)),
    ];

    /// <summary>
    /// Address of the page that opens a proof; empty when the duty has none. Meetings, trainings and what was filed by hand have a page of their own whatever the duty.
    /// </summary>
    public string EvidenceLink(string dutyCode, string evidenceRef) =>
        evidenceRef.StartsWith(ManualProof.Prefix, StringComparison.Ordinal) ? $"/oversight/proofs/{evidenceRef.Split(':')[1]}"
        : evidenceRef.StartsWith(TrainingRecord.Prefix, StringComparison.Ordinal) ? $"/oversight/training/{evidenceRef.Split(':')[1]}"
        : evidenceRef.StartsWith(Meeting.Prefix, StringComparison.Ordinal) ? $"/oversight/meetings/{evidenceRef.Split(':')[1]}"
        : evidenceRef.Length > 0 && byCode.GetValueOrDefault(dutyCode)?.EvidenceLink is { } link
            ? link.Replace("{ref}", Uri.EscapeDataString(evidenceRef), StringComparison.Ordinal)
            : "";
}
