using Platform.Contracts.Modules;

namespace Platform.Oversight;

/// <summary>
/// The shared duties of the documents. Those that no feature of the platform proves by itself yet are proved by hand, and not scored until a division says so:
/// an office that has done its work must not lose points because nobody told it where to file the proof.
/// </summary>
internal static class OversightDuties
{
    public const string WeeklyMeeting = "work-meeting-weekly";
    public const string WorkMeeting = "work-meeting-monthly";
    public const string StudySession = "study-session-monthly";
    public const string CommunityStudy = "community-study-monthly";
    public const string SuppliesMeeting = "supplies-meeting-monthly";
    public const string MigrantMeeting = "migrant-meeting-monthly";
    public const string SuppliesTraining = "supplies-training-half-yearly";
    public const string CommunityGuidance = "community-guidance-monthly";
    public const string CommunityAudit = "community-audit-quarterly";
    public const string GroupCheck = "group-check-monthly";
    public const string VillageNotice = "village-notice-monthly";
    public const string VillageVisit = "village-visit-monthly";
    public const string VillageAppraisal = "village-appraisal-monthly";
    public const string VillageBoard = "village-board-monthly";
    public const string PublicistAppraisal = "publicist-appraisal-yearly";
    public const string SchoolSummary = "school-summary-yearly";
    public const string Backup = "backup-daily";
    public const string PlatformPassword = "platform-password-half-yearly";

    private const int EndOfPeriod = 31;
    private const string Notices = "/oversight/notices?";
    private const string Inspection = "/oversight/inspections/{ref}";
    private const string NewInspection = "/oversight/inspections/new?period={period}&kind=";

    public static readonly IReadOnlyList<DutyDefinition> All =
    [
        new(WeeklyMeeting, "每周例会", DutyLevel.Site, Cadence.Weekly, 0, EndOfPeriod, "办公室主任", "会议记录、签到表",
            ["P4-DIRECTOR-08b"], EvidenceLink: "/oversight/meetings/{ref}", ScoredByDefault: false),
        new(WorkMeeting, "月度工作例会", DutyLevel.Site, Cadence.Monthly, 0, EndOfPeriod, "办公室主任", "会议记录、签到表",
            ["P3-WORKRULES-01"], EvidenceLink: "/oversight/meetings/{ref}"),
        new(StudySession, "月度学习", DutyLevel.Site, Cadence.Monthly, 0, EndOfPeriod, "办公室主任", "学习记录（可在例会中一并完成）",
            ["P3-WORKRULES-02"], EvidenceLink: "/oversight/meetings/{ref}"),
        new(CommunityStudy, "社区（村）宣传员学习、活动", DutyLevel.Village, Cadence.Monthly, 0, EndOfPeriod, "村（社区）党支部书记、主任", "学习活动记录",
            ["P3-COMMPOST-02b"], EvidenceLink: "/oversight/studies?record={ref}"),
        new(SuppliesMeeting, "药具工作月例会", DutyLevel.Site, Cadence.Monthly, 0, EndOfPeriod, "街道药具管理员", "会议记录、签到表",
            ["P3-STREETSUPPLY-07a"], EvidenceLink: "/oversight/meetings/{ref}", ScoredByDefault: false),
        new(MigrantMeeting, "流动人口每月例会", DutyLevel.Site, Cadence.Monthly, 0, EndOfPeriod, "流动人口专管员", "会议记录、签到表",
            ["P3-MIGSERVICE-06a"], EvidenceLink: "/oversight/meetings/{ref}", ScoredByDefault: false),

        // At least twice a year: once in each half.
        new(SuppliesTraining, "社区药管员培训", DutyLevel.Site, Cadence.HalfYearly, 0, EndOfPeriod, "街道药具管理员", "培训记录、签到表",
            ["P3-STREETSUPPLY-07b"], EvidenceLink: "/oversight/meetings/{ref}", ScoredByDefault: false),
        new(CommunityGuidance, "每月指导社区工作", DutyLevel.Site, Cadence.Monthly, 0, EndOfPeriod, "办公室主任", "指导记录，每个村（社区）一次",
            ["P3-WORKRULES-03a"], EvidenceLink: Inspection, ScoredByDefault: false, PerVillage: true, EntryLink: NewInspection + "Guidance"),
        new(CommunityAudit, "社区季度检查考核", DutyLevel.Site, Cadence.Quarterly, 0, EndOfPeriod, "办公室主任", "检查表和得分，每个村（社区）一次",
            ["P3-WORKRULES-03b"], EvidenceLink: Inspection, ScoredByDefault: false, PerVillage: true, EntryLink: NewInspection + "VillageInspection"),
        new(GroupCheck, "每月检查各小组工作", DutyLevel.Site, Cadence.Monthly, 0, EndOfPeriod, "流动人口专管员", "检查记录",
            ["P4-MIGMANAGER-02b"], EvidenceLink: Inspection, ScoredByDefault: false, EntryLink: NewInspection + "GroupCheck"),
        new(VillageNotice, "向驻村干部提示问题", DutyLevel.Site, Cadence.Monthly, 0, EndOfPeriod, "办公室主任", "问题提示单",
            ["P4-PATCH-03"], EvidenceLink: Notices + "record={ref}", ScoredByDefault: false, EntryLink: Notices + "period={period}"),

        // Owed only for villages with a problem in the month's notices: NoticeBook says when that is done.
        new(VillageVisit, "针对问题下村指导", DutyLevel.Site, Cadence.Monthly, 0, EndOfPeriod, "办公室主任", "下村指导记录",
            ["P4-PATCH-04"], EvidenceLink: Notices + "record={ref}", ScoredByDefault: false, EntryLink: Notices + "period={period}"),
        new(VillageAppraisal, "各村月考评情况报告", DutyLevel.Site, Cadence.Monthly, 1, Domain.Publication.Day, "办公室微机员", "已公布的考评结果",
            ["P4-PATCH-02a"], EvidenceLink: "/oversight/results?record={ref}"),
        new(VillageBoard, "月考评结果张榜公布", DutyLevel.Site, Cadence.Monthly, 1, Domain.Publication.Day, "办公室微机员", "已公布的考评结果",
            ["P4-PATCH-02b"], EvidenceLink: "/oversight/results?record={ref}"),
        new(PublicistAppraisal, "宣传员年底总结评比", DutyLevel.Site, Cadence.Yearly, 0, EndOfPeriod, "办公室主任", "评比结果和表彰名单",
            ["P3-WORKRULES-04"], EvidenceLink: "/oversight/year-end/{ref}", ScoredByDefault: false),
        new(SchoolSummary, "人口学校年终总结表彰", DutyLevel.Site, Cadence.Yearly, 0, EndOfPeriod, "人口学校负责人", "总结和表彰名单",
            ["P3-SCHOOLDUTY-06b"], EvidenceLink: "/oversight/year-end/{ref}", ScoredByDefault: false),

        // Every day on which the computer is used, which is every working day.
        new(Backup, "每日备份", DutyLevel.Site, Cadence.Daily, 0, EndOfPeriod, "街道药具管理员", "备份记录",
            ["P3-STREETSUPPLY-05b"], ScoredByDefault: false),

        // The documents speak of the district's operator; what they ask of that account is asked of each office's own.
        new(PlatformPassword, "信息平台密码更新", DutyLevel.Site, Cadence.AfterLast, 0, EndOfPeriod, "信息平台操作员", "更新记录（不写密码）",
            ["P3-MIGPLATSEC-02"], ScoredByDefault: false, MonthsAfterLast: 6),
    ];
}
