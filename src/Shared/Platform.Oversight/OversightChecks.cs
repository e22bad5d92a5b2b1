using Platform.Contracts.Modules;

namespace Platform.Oversight;

internal static class OversightChecks
{
    public const string OverdueDecisions = "meeting-decisions-overdue";

    /// <summary>Problems found by inspections: the findings are made when an inspection is recorded, an audit counts them.</summary>
    public const string Inspections = "inspection-problems";

    public static readonly IReadOnlyList<AuditCheckDefinition> All =
    [
        new(OverdueDecisions, "会议决定逾期未办结", "检查例会决定事项在月末是否已过办理期限而仍未办结。", ["P3-WORKRULES-01"]),
        new(Inspections, "现场检查发现的问题", "统计当月现场检查次数和其中列为稽核问题的问题；问题在登记检查时即确定责任人和期限。", ["P3-WORKRULES-03a", "P3-WORKRULES-03b", "P4-MIGMANAGER-02b"]),
    ];
}
