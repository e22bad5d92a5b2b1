using Platform.Contracts.Deadlines;
using Platform.Deadlines;
using Platform.Oversight.Data;

namespace Platform.Oversight;

/// <summary>The time limits of oversight itself. Rules of the platform, no law, and shown as such.</summary>
internal sealed class OversightDeadlines : IDeadlineRuleSource
{
    /// <summary>A finding is put right within ten working days of the audit that found it, or of its return.</summary>
    public const string CorrectFinding = "oversight.finding.10wd";

    /// <summary>An objection to a result is decided within ten working days.</summary>
    public const string DecideObjection = "oversight.objection.10wd";

    public IReadOnlyList<DeadlineRule> Rules { get; } =
    [
        new(DecideObjection, "处理考评异议", "提出异议之日", DeadlineUnit.WorkingDays, 10, Bound.Agency, new LegalSource("", "平台考评规则", "", Confidence.Internal)),
        new(CorrectFinding, "整改稽核问题", "发现或退回问题之日", DeadlineUnit.WorkingDays, 10, Bound.Agency, new LegalSource("", "平台稽核规则", "", Confidence.Internal)),
    ];

    public static string RefOf(Finding finding) => $"finding:{finding.Id}";

    public static string RefOf(ResultObjection objection) => $"objection:{objection.Id}";

    public static DeadlineDraft DraftOf(ResultObjection objection) => new(
        objection.SiteId, RefOf(objection), DecideObjection, objection.RaisedOn, $"处理{objection.UnitName}的考评异议", "/oversight/objections?state=Raised");

    /// <param name="start">Day it was found or returned.</param>
    public static DeadlineDraft DraftOf(Finding finding, DateOnly start, string reason = "") => new(
        finding.SiteId, RefOf(finding), CorrectFinding, start, finding.Title, $"/oversight/findings/{finding.Id}", 0, reason);
}
