using Platform.Contracts.Modules;
using Platform.Contracts.Organisation;

namespace Platform.Enforcement;

/// <summary>Stored codes of the area, with what they stand for.</summary>
internal static class EnforcementCodes
{
    public const string ModuleId = "enforcement";

    public const string DecisionLate = "enf-decision-late";
    public const string ServiceLate = "enf-service-late";
    public const string HeldLate = "enf-held-evidence-late";
    public const string ReceiptMissing = "enf-handover-receipt-missing";
    public const string BasisLapsed = "enf-basis-lapsed";
    public const string OfficersMissing = "enf-officers-missing";

    public const string PetitionUntold = "enf-petition-untold";
    public const string PetitionLate = "enf-petition-late";

    public const string PetitionsInTime = "enf-petitions-in-time";
    public const string EndedInTime = "enf-ended-in-time";
    public const string FilesComplete = "enf-files-complete";

    /// <summary>Our reading: the receipt of a hand-over is asked for after a month.</summary>
    public const int ReceiptDays = 30;

    public const int DecisionDays = 90;
    public const int ServiceWorkingDays = 7;

    public static readonly IReadOnlyList<string> CaseClauses = ["P3-ENFRESP-03", "P3-ENFPROC-03a", "P3-ENFPROC-04", "P3-ENFRESP-01"];
    public static readonly IReadOnlyList<string> PowerClauses = ["P3-ENFPROC-01"];

    public static readonly IReadOnlyList<string> PetitionClauses = ["P1-OFFICE-11a", "P2-OFFICE-07a", "P3-ENFERROR-03", "P3-SEVENNOTS-01", "P3-SEVENNOTS-05"];

    public static readonly IReadOnlyList<AuditCheckDefinition> Checks =
    [
        new(DecisionLate, "九十日内决定或移送", "立案之日起九十日内应作出决定，或者移送有权机关（行政处罚法第六十条）。", ["P3-ENFRESP-03"], PostKinds.OfficeDirector),
        new(ServiceLate, "七个工作日内送达", "决定书应在七个工作日内送达（行政处罚法第六十一条）。", ["P3-ENFRESP-03"], PostKinds.OfficeDirector),
        new(HeldLate, "先行登记保存七个工作日内处理", "先行登记保存的证据应在七个工作日内作出处理（行政处罚法第五十六条）。", ["P3-ENFPROC-03a"], PostKinds.OfficeDirector),
        new(ReceiptMissing, "移送是否有回执", "案件移送后应取得回执入卷。", ["P3-ENFPROC-03a"], PostKinds.OfficeDirector),
        new(BasisLapsed, "在办案件依据是否仍然有效", "所引依据已废止、超出地域或者被上位法取消的，不能再据此办理。", ["P3-ENFPROC-01"], PostKinds.OfficeDirector),
        new(PetitionUntold, "十五日内告知是否受理", "收到信访事项之日起十五日内应告知信访人是否受理（信访工作条例第二十三条）。", ["P1-OFFICE-11a", "P2-OFFICE-07a"], PostKinds.OfficeDirector),
        new(PetitionLate, "六十日内办结信访", "受理之日起六十日内办结，经批准延长不超过三十日（信访工作条例第三十四条）。", ["P1-OFFICE-11a", "P2-OFFICE-07a"], PostKinds.OfficeDirector),
        new(OfficersMissing, "在办案件是否有两名持证人员", "调查须由不少于两名持有效执法证的人员进行。", ["P3-ENFPROC-03a"], PostKinds.OfficeDirector),
    ];

    public static readonly IReadOnlyList<IndicatorDefinition> Indicators =
    [
        new(PetitionsInTime, "信访按期告知和办结", IndicatorKind.RepliesInTime, DutyLevel.Site, "按期告知、办结的事项", "期限在当月的事项", 1m, 5m, ["P1-OFFICE-11a", "P2-OFFICE-07a"]),
        new(EndedInTime, "案件按期决定或移送", IndicatorKind.Punctuality, DutyLevel.Site, "立案九十日内决定或移送的案件", "当月决定或移送的案件", 1m, 3m, ["P3-ENFRESP-03"]),
        new(FilesComplete, "办结案件案卷齐全", IndicatorKind.Completeness, DutyLevel.Site, "案卷齐全的案件", "上月办结的案件", 1m, 2m, ["P3-ENFRESP-03"]),
    ];
}
