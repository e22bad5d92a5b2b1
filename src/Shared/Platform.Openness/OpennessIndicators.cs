using Platform.Contracts.Modules;

namespace Platform.Openness;

internal static class OpennessIndicators
{
    public const string RepliesInTime = "suggestion-replies-in-time";

    /// <summary>The office's replies alone: how many suggestions come, and what residents think, scores nobody.</summary>
    public static readonly IReadOnlyList<IndicatorDefinition> All =
    [
        new(RepliesInTime, "群众意见按期答复率", IndicatorKind.RepliesInTime, DutyLevel.Site, "按期答复的意见", "当月到期的意见", 1m, 10m, ["P3-SUPERVISION-02"]),
    ];
}
