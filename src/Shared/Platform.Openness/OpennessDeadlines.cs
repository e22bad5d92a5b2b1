using Platform.Contracts.Deadlines;
using Platform.Deadlines;
using Platform.Openness.Data;
using Platform.Openness.Domain;

namespace Platform.Openness;

/// <summary>The time limit of a reply. The documents name none; it is a promise of the platform, and shown as such.</summary>
internal sealed class OpennessDeadlines : IDeadlineRuleSource
{
    /// <summary>A suggestion is answered within ten working days of its receipt.</summary>
    public const string Reply = "openness.suggestion.10wd";

    public IReadOnlyList<DeadlineRule> Rules { get; } =
    [
        new(Reply, "答复群众意见", "收到意见之日", DeadlineUnit.WorkingDays, 10, Bound.Agency, new LegalSource("", "平台意见箱规则", "", Confidence.Internal)),
    ];

    public static string RefOf(Suggestion suggestion) => $"suggestion:{suggestion.Id}";

    /// <summary>The sender's words stay out of the title.</summary>
    public static DeadlineDraft DraftOf(Suggestion suggestion) => new(
        suggestion.SiteId, RefOf(suggestion), Reply, suggestion.ReceivedOn, $"答复意见箱中的{SupervisionWords.Of(suggestion.Kind)}", $"/openness/suggestions/{suggestion.Id}");
}
