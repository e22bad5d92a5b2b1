using Platform.Contracts.Modules;
using Platform.Contracts.Organisation;

namespace Platform.PopulationSchool;

/// <summary>Stored codes of the area, with what they stand for.</summary>
internal static class SchoolCodes
{
    public const string ModuleId = "population-school";

    public const string PlanYearly = "school-plan-yearly";
    public const string WithoutLessonPlan = "school-session-without-lesson-plan";
    public const string RollMissing = "school-roll-missing";
    public const string ExamMissing = "school-exam-missing";
    public const string SessionsHeld = "school-sessions-held";

    public static readonly IReadOnlyList<string> PlanClauses = ["P3-SCHOOLDUTY-06a", "P2-OFFICE-04"];
    public static readonly IReadOnlyList<string> ClassClauses = ["P3-SCHOOLMGMT-01", "P3-SCHOOLMGMT-02", "P3-TEACHER-01"];
    public static readonly IReadOnlyList<string> LearnerClauses = ["P3-SCHOOLMGMT-02", "P3-STUDENT-03"];
    public static readonly IReadOnlyList<string> ExamClauses = ["P3-SCHOOLMGMT-04", "P3-SCHOOLMGMT-05", "P3-TEACHER-03", "P3-STUDENT-05"];

    /// <summary>Our reading of 年初: by the end of January of the year itself.</summary>
    public static readonly IReadOnlyList<DutyDefinition> Duties =
    [
        new(PlanYearly, "教学计划与摸底", DutyLevel.Site, Cadence.Yearly, -11, 31, "宣传员", "经党委、政府批准的教学计划", PlanClauses, EvidenceLink: "/school/plans?ref={ref}", EntryLink: "/school/plans"),
    ];

    public static readonly IReadOnlyList<AuditCheckDefinition> Checks =
    [
        new(WithoutLessonPlan, "上课前是否归档教案", "教师授课前须备好教案，教案存档。", ["P3-SCHOOLMGMT-01"], PostKinds.Publicist),
        new(RollMissing, "上课后是否点名", "每次上课应按花名册点名。", ["P3-SCHOOLMGMT-02"], PostKinds.Publicist),
        new(ExamMissing, "结束后是否考试", "每班次学习结束后应及时组织考试。", ["P3-SCHOOLMGMT-04"], PostKinds.Publicist),
    ];

    public static readonly IReadOnlyList<IndicatorDefinition> Indicators =
    [
        new(SessionsHeld, "培训按计划开课", IndicatorKind.TrainingHeld, DutyLevel.Site, "按期开课的课次", "当月安排的课次（含取消的）", 1m, 5m, ["P3-TEACHER-01", "P3-SCHOOLDUTY-06a"]),
    ];
}
