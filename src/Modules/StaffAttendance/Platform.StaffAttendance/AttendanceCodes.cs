using Platform.Contracts.Modules;
using Platform.Contracts.Organisation;

namespace Platform.StaffAttendance;

/// <summary>Stored codes of the area, with what they stand for.</summary>
internal static class AttendanceCodes
{
    public const string ModuleId = "staff-attendance";

    public const string MonthlySheet = "attendance-sheet-monthly";
    public const string MissingClockIns = "attendance-missing-clock-ins";
    public const string CorrectionsAfterLock = "attendance-corrections-after-lock";
    public const string UndecidedAbsences = "attendance-absences-undecided";
    public const string ExpiredStandIns = "attendance-stand-ins-expired";
    public const string OwnApprovals = "attendance-own-approvals";
    public const string RecordsComplete = "attendance-records-complete";
    public const string VerifiedInTime = "attendance-incidents-verified-in-time";

    public static readonly IReadOnlyList<string> Clauses = ["P4-ATTENDANCE-02a"];

    public static readonly IReadOnlyList<string> LeaveClauses = ["P4-ATTENDANCE-01"];
    /// <summary>Duty shifts and their swaps.</summary>
    public static readonly IReadOnlyList<string> RosterClauses = ["P4-ATTENDANCE-01"];

    /// <summary>Refusals of what somebody tried to decide about the own person.</summary>
    public static readonly IReadOnlyList<string> OwnRefusals = ["OWN_APPROVAL", "OWN_INCIDENT", "OWN_TRIP", "OWN_REPORT", "OWN_CORRECTION"];

    /// <summary>Our reading of the clauses: the month's sheet is confirmed by this day of the next month.</summary>
    public const int SheetDueDay = 5;

    public static readonly IReadOnlyList<DutyDefinition> Duties =
    [
        new(MonthlySheet, "确认月度考勤表", DutyLevel.Site, Cadence.Monthly, 1, SheetDueDay, "办公室主任", "已确认的月度考勤表", Clauses,
            EvidenceLink: "/attendance/sheet?ref={ref}"),
    ];

    public static readonly IReadOnlyList<AuditCheckDefinition> Checks =
    [
        new(MissingClockIns, "工作日打卡是否齐全", "每个工作日都应有上班和下班的打卡记录；缺少的须补录或说明。", Clauses, PostKinds.StatisticsOfficer),
        new(CorrectionsAfterLock, "锁定后更正打卡", "过了锁定日期或考勤表确认以后的更正须由主任说明依据。", Clauses, PostKinds.OfficeDirector),
        new(UndecidedAbsences, "未经批准的缺勤是否处理", "已登记的旷工须由登记人以外的人核实或排除。", Clauses, PostKinds.OfficeDirector),
        new(ExpiredStandIns, "代理是否到期无人接替", "被代理人仍在请假的，代理到期前应延长或另定代理人，签批不能停下。", LeaveClauses, PostKinds.OfficeDirector),
        new(OwnApprovals, "是否试图办理本人事项", "本人的请假、外勤和考勤异常由他人办理；系统拒绝的尝试在此列出。", LeaveClauses, PostKinds.OfficeDirector),
    ];

    public static readonly IReadOnlyList<IndicatorDefinition> Indicators =
    [
        new(RecordsComplete, "考勤记录齐全率", IndicatorKind.Completeness, DutyLevel.Site, "上下班打卡齐全的人日", "应出勤人日", 0.95m, 20m, Clauses),
        new(VerifiedInTime, "考勤异常按期核实率", IndicatorKind.Punctuality, DutyLevel.Site, "在期限内核实的记录", "期限在本月的记录", 1m, 20m, Clauses),
    ];
}
