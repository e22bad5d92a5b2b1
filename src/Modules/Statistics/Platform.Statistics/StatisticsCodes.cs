using Platform.Contracts.Modules;
using Platform.Contracts.Organisation;

namespace Platform.Statistics;

/// <summary>Stored codes of the area, with what they stand for.</summary>
internal static class StatisticsCodes
{
    public const string ModuleId = "statistics";

    public const string ReportMonthly = "resident-stats-monthly";
    public const string ListsUnsettled = "statistics-lists-unsettled";
    public const string NumbersDisagree = "statistics-numbers-disagree";
    public const string RulesBroken = "statistics-rules-broken";
    public const string ListsSettled = "statistics-lists-settled";
    public const string ReportsSound = "statistics-reports-sound";

    /// <summary>Days after which a line of a list ought to be settled.</summary>
    public const int SettleDays = 30;

    public static readonly IReadOnlyList<string> LedgerClauses = ["P1-OFFICE-03a", "P2-OFFICE-02b", "P3-STREETOFFICE-02a"];
    public static readonly IReadOnlyList<string> IntakeClauses = ["P4-RESSTAT-01", "P4-RESSTAT-02a", "P4-RESSTAT-09"];
    public static readonly IReadOnlyList<string> ReportClauses = ["P4-RESSTAT-06", "P3-STREETOFFICE-02a", "P4-DIRECTOR-04b"];

    /// <summary>The text names no day; our reading: by the 5th of the following month. A division may set another.</summary>
    public static readonly IReadOnlyList<DutyDefinition> Duties =
    [
        new(
            ReportMonthly, "每月统计报表汇总、分析", DutyLevel.Site, Cadence.Monthly, 1, 5, "常住人口统计员", "签名盖章上报的月报和统计分析", ["P4-RESSTAT-06"], CountsOn: CountsOn.Submitted,
            EvidenceLink: "/statistics/reports?ref={ref}", EntryLink: "/statistics/reports?month={period}"),
    ];

    public static readonly IReadOnlyList<AuditCheckDefinition> Checks =
    [
        new(ListsUnsettled, "收到的名单是否办结", $"接收的名单应在 {SettleDays} 天内核对办结，并向来源单位回执。", ["P4-RESSTAT-01", "P4-RESSTAT-02a"], PostKinds.StatisticsOfficer),
        new(NumbersDisagree, "台账数据是否合逻辑", "身份证号与出生日期、性别不符的，应核对更正。", ["P4-RESSTAT-04"], PostKinds.StatisticsOfficer),
        new(RulesBroken, "月报校验关系是否成立", "月报的校验关系不成立的，应查明原因，必要时更正上报。", ["P4-RESSTAT-04", "P4-RESSTAT-06"], PostKinds.StatisticsOfficer),
    ];

    public static readonly IReadOnlyList<IndicatorDefinition> Indicators =
    [
        new(ListsSettled, "名单按期办结", IndicatorKind.Punctuality, DutyLevel.Site, $"{SettleDays} 天内办结的名单行", $"当月满 {SettleDays} 天的名单行", 1m, 5m, ["P4-RESSTAT-02a"]),
        new(ReportsSound, "月报一次审核通过", IndicatorKind.Accuracy, DutyLevel.Site, "没有被退回的月报", "已上报的月报", 1m, 5m, ["P4-RESSTAT-04", "P4-RESSTAT-06"]),
    ];
}
