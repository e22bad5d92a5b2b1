using Platform.Contracts.Modules;

namespace Platform.Oversight;

/// <summary>The shared duties that the meeting, the appraisal and the villages' study need.</summary>
internal static class OversightDuties
{
    public const string WorkMeeting = "work-meeting-monthly";
    public const string StudySession = "study-session-monthly";
    public const string CommunityStudy = "community-study-monthly";
    public const string VillageAppraisal = "village-appraisal-monthly";
    public const string VillageBoard = "village-board-monthly";

    private const int EndOfMonth = 31;

    public static readonly IReadOnlyList<DutyDefinition> All =
    [
        new(WorkMeeting, "月度工作例会", DutyLevel.Site, Cadence.Monthly, 0, EndOfMonth, "办公室主任", "会议记录、签到表",
            ["P3-WORKRULES-01"], EvidenceLink: "/oversight/meetings/{ref}"),
        new(StudySession, "月度学习", DutyLevel.Site, Cadence.Monthly, 0, EndOfMonth, "办公室主任", "学习记录（可在例会中一并完成）",
            ["P3-WORKRULES-02"], EvidenceLink: "/oversight/meetings/{ref}"),
        new(CommunityStudy, "社区（村）宣传员学习、活动", DutyLevel.Village, Cadence.Monthly, 0, EndOfMonth, "村（社区）党支部书记、主任", "学习活动记录",
            ["P3-COMMPOST-02b"], EvidenceLink: "/oversight/studies?record={ref}"),
        new(VillageAppraisal, "各村月考评情况报告", DutyLevel.Site, Cadence.Monthly, 1, Domain.Publication.Day, "办公室微机员", "已公布的考评结果",
            ["P4-PATCH-02a"], EvidenceLink: "/oversight/results?record={ref}"),
        new(VillageBoard, "月考评结果张榜公布", DutyLevel.Site, Cadence.Monthly, 1, Domain.Publication.Day, "办公室微机员", "已公布的考评结果",
            ["P4-PATCH-02b"], EvidenceLink: "/oversight/results?record={ref}"),
    ];
}
