using Platform.Contracts.Modules;

namespace Platform.Oversight;

internal static class OversightIndicators
{
    public const string DutiesOnTime = "duties-on-time";
    public const string VillageDutiesOnTime = "village-duties-on-time";

    public static readonly IReadOnlyList<IndicatorDefinition> All =
    [
        new(DutiesOnTime, "职责按时完成率", IndicatorKind.Punctuality, DutyLevel.Site, "按时完成的职责", "应完成的职责", 1m, 40m,
            ["P3-WORKRULES-01", "P3-WORKRULES-02", "P4-PATCH-02a", "P4-PATCH-02b"]),
        new(VillageDutiesOnTime, "村级职责按时完成率", IndicatorKind.Punctuality, DutyLevel.Village, "按时完成的职责", "应完成的职责", 1m, 100m,
            ["P3-COMMPOST-02b", "P4-PATCH-02a"]),
    ];
}
