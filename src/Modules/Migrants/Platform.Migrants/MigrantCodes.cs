using Platform.Contracts.Modules;
using Platform.Contracts.Organisation;

namespace Platform.Migrants;

/// <summary>Stored codes of the area, with what they stand for.</summary>
internal static class MigrantCodes
{
    public const string ModuleId = "migrants";

    public const string RegisterQuarterly = "migrant-register-quarterly";
    public const string ReportMonthly = "migrant-report-monthly";
    public const string HandoverMonthly = "migrant-inquiry-handover-monthly";
    public const string LoginDaily = "platform-login-daily";
    public const string LoginTwice = "platform-login-twice-monthly";
    public const string QueryMonthly = "platform-query-monthly";

    public const string Overdue = "migrants-inquiry-overdue";
    public const string Unchecked = "migrants-register-unchecked";
    public const string RepliesInTime = "migrants-replies-in-time";
    public const string CheckedOnTime = "migrants-register-checked";

    public static readonly IReadOnlyList<string> RegisterClauses =
        ["P1-OFFICE-07", "P3-OFFICEDUTY-08", "P3-MIGMGMT-05a", "P3-MIGVILLAGE-05a", "P3-MIGSERVICE-02", "P3-MIGCERT-03", "P4-DIRECTOR-09", "P4-MIGMANAGER-05", "P4-MIGOFFICER-01"];

    public static readonly IReadOnlyList<string> CheckClauses = ["P3-MIGCERT-02b", "P3-MIGSERVICE-04"];

    public static readonly IReadOnlyList<string> InquiryClauses =
        ["P3-MIGPLATFORM-01b", "P3-MIGPLATDATA-04a", "P3-MIGPLATDATA-04b", "P3-MIGPLATDATA-05a", "P3-MIGPLATDATA-05b", "P3-MIGPLATDATA-06", "P3-MIGTWOPLACE-01", "P4-MIGMANAGER-06"];

    public static readonly IReadOnlyList<string> BureauClauses = ["P3-MIGPLATFORM-01a", "P3-MIGPLATDATA-02", "P3-MIGPLATDATA-03"];

    public static readonly IReadOnlyList<DutyDefinition> Duties =
    [
        new(RegisterQuarterly, "流入人员变动核对", DutyLevel.Village, Cadence.Quarterly, 0, 31, "村（社区）专干", "核对记录：确认、离开、新登记", CheckClauses,
            EvidenceLink: "/migrants/checks?ref={ref}", EntryLink: MigrantLinks.Checks),
        new(HandoverMonthly, "移交跨区域查询", DutyLevel.Site, Cadence.Monthly, 0, 10, "流动人口专干", "查询移交单（没有查询的也登记）", ["P3-MIGPLATDATA-01b", "P3-MIGPLATDATA-04a"],
            EvidenceLink: MigrantLinks.Handovers, EntryLink: MigrantLinks.Handovers),
        new(ReportMonthly, "流动人口月报表和分析", DutyLevel.Site, Cadence.Monthly, 1, 5, "流动人口专管员", "已上报的月报", ["P3-MIGSERVICE-07", "P4-MIGMANAGER-07"],
            EvidenceLink: MigrantLinks.Reports, EntryLink: MigrantLinks.Reports),
        new(LoginDaily, "每日登录信息平台", DutyLevel.County, Cadence.Daily, 0, 31, "区（县）平台操作员（专人）", "登录记录", ["P3-MIGPLATFORM-01a"],
            EvidenceLink: MigrantLinks.Bureau, ScoredByDefault: false, EntryLink: MigrantLinks.Bureau),
        new(LoginTwice, "每月两次接收来件", DutyLevel.County, Cadence.Monthly, 0, 31, "市计生局", "接收记录，每月两次", ["P3-MIGPLATDATA-03"], Threshold: 2,
            EvidenceLink: MigrantLinks.Bureau, ScoredByDefault: false, EntryLink: MigrantLinks.Bureau),
        new(QueryMonthly, "录入并发出查询", DutyLevel.County, Cadence.Monthly, 0, 20, "市计生局", "发出查询的日期", ["P3-MIGPLATDATA-02"],
            EvidenceLink: MigrantLinks.Bureau, ScoredByDefault: false, EntryLink: MigrantLinks.Bureau),
    ];

    public static readonly IReadOnlyList<AuditCheckDefinition> Checks =
    [
        new(Overdue, "跨区域查询是否按期答复", "收到查询后应一周内答复，最迟不超过一个月。", ["P3-MIGPLATDATA-04b", "P4-MIGMANAGER-06"], PostKinds.MigrantOfficer),
        new(Unchecked, "流动人口登记是否按季核对", "每季度对流入人员的变动情况核对一次。", ["P3-MIGCERT-02b"], PostKinds.MigrantOfficer),
    ];

    public static readonly IReadOnlyList<IndicatorDefinition> Indicators =
    [
        new(RepliesInTime, "跨区域查询按期答复率", IndicatorKind.RepliesInTime, DutyLevel.Site, "一周内答复的查询", "答复目标日期在本月的查询", 1m, 5m, ["P3-MIGPLATDATA-04b", "P4-MIGMANAGER-06"]),
        new(CheckedOnTime, "流动人口登记按季核对率", IndicatorKind.Punctuality, DutyLevel.Site, "本季度已核对的村（社区）", "全部村（社区）（只在季末月计算）", 1m, 5m, ["P3-MIGCERT-02b"]),
    ];
}
