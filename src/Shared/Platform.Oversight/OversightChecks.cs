using Platform.Contracts.Modules;

namespace Platform.Oversight;

internal static class OversightChecks
{
    public const string OverdueDecisions = "meeting-decisions-overdue";

    public static readonly IReadOnlyList<AuditCheckDefinition> All =
    [
        new(OverdueDecisions, "会议决定逾期未办结", "检查例会决定事项在月末是否已过办理期限而仍未办结。", ["P3-WORKRULES-01"]),
    ];
}
