using Platform.Contracts.Contributions;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Divisions;
using Platform.Deadlines;
using Platform.Oversight.Data;
using Platform.Oversight.Features.Findings;

namespace Platform.Oversight;

/// <summary>The time limits of oversight itself. Rules of the platform, no law, and shown as such.</summary>
internal sealed class OversightDeadlines : IDeadlineRuleSource
{
    private static readonly LegalSource Audits = new("", "平台稽核规则", "", Confidence.Internal);

    /// <summary>An objection to a result is decided within ten working days.</summary>
    public const string DecideObjection = "oversight.objection.10wd";

    public IReadOnlyList<DeadlineRule> Rules { get; } =
    [
        new(DecideObjection, "处理考评异议", "提出异议之日", DeadlineUnit.WorkingDays, 10, Bound.Agency, new LegalSource("", "平台考评规则", "", Confidence.Internal)),
        .. Enum.GetValues<FindingSeverity>().Select(s => new DeadlineRule(
            RuleOf(s), $"整改稽核问题（{FindingTexts.Of(s)}）", "发现或退回问题之日", DeadlineUnit.WorkingDays, WorkingDaysFor(s), Bound.Agency, Audits)),
    ];

    /// <summary>Prefix of the references of findings.</summary>
    public const string FindingRef = "finding:";

    public static string RefOf(Finding finding) => FindingRef + finding.Id;

    /// <summary>How many working days after it was found, or returned, a finding is to be put right.</summary>
    public static int WorkingDaysFor(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Minor => 20,
        FindingSeverity.Major => 10,
        _ => 5,
    };

    /// <summary>The same day as the rule of the severity gives, without its explanation.</summary>
    public static DateOnly DueOf(FindingSeverity severity, DateOnly start, IWorkingDays days)
    {
        for (var left = WorkingDaysFor(severity); left > 0; left--)
        {
            start = days.Next(start);
        }

        return start;
    }

    private static string RuleOf(FindingSeverity severity) => $"oversight.finding.{WorkingDaysFor(severity)}wd";

    public static string RefOf(ResultObjection objection) => $"objection:{objection.Id}";

    public static DeadlineDraft DraftOf(ResultObjection objection) => new(
        objection.SiteId, RefOf(objection), DecideObjection, objection.RaisedOn, $"处理{objection.UnitName}的考评异议", "/oversight/objections?state=Raised");

    /// <param name="start">Day it was found or returned.</param>
    public static DeadlineDraft DraftOf(Finding finding, DateOnly start, string reason = "") => new(
        finding.SiteId, RefOf(finding), RuleOf(finding.Severity), start, finding.Title, $"/oversight/findings/{finding.Id}", 0, reason);
}
