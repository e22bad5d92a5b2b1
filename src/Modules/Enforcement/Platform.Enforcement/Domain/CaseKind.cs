using Platform.Contracts.LegalBasis;

namespace Platform.Enforcement.Domain;

/// <summary>The case types of rights.md 5. The set is closed: no type is about somebody having a child, and none collects a fee.</summary>
internal enum CaseKind
{
    SexSelection,
    IllegalProcedure,
    ForgedCertificate,
    UnlicensedService,
    ChildcareBody,
    FalsifiedStatistics,
    ConfidentialityBreach,
    RightsInfringement,
    AbuseOfOffice,
}

/// <summary>Who can be a party. A person who was treated is a witness or a victim, never a party.</summary>
internal enum PartyKind { Organisation, Practitioner, Staff }

internal enum CaseSource { Inspection, Report, Petition, Transferred, Other }

internal enum CaseState { Lead, Filed, Noticed, Decided, Served, Closed, HandedOver, Dropped }

/// <summary>What a township may decide where its province granted it the power: no fine, no seizure, nothing that takes money (七个不准 之四).</summary>
internal enum CaseResult { OrderToCorrect, Warning, PublicCriticism, NoPenalty }

internal enum DefenceState { None, Stated, Waived }

/// <summary>直接送达、留置送达、委托送达、邮寄送达、电子送达（经同意）、公告送达 of 民事诉讼法.</summary>
internal enum ServiceMode { InPerson, LeftBehind, Entrusted, Post, Electronic, PublicNotice }

internal enum RemedyKind { None, Reconsideration, Litigation }

/// <summary>The six conditions of a right decision (P3-ENFRESP-03).</summary>
internal enum DecisionCondition { FactsClear, EvidenceFirm, LawApplied, ResultFair, ProcedureLawful, FileComplete }

internal static class CaseWords
{
    private static readonly IReadOnlyDictionary<CaseKind, (string Name, bool OfOfficials, string Basis)> Kinds = new Dictionary<CaseKind, (string, bool, string)>
    {
        [CaseKind.SexSelection] = ("非医学需要的性别鉴定、选择性别", false, "L03/40"),
        [CaseKind.IllegalProcedure] = ("非法为他人施行手术", false, "L03/40"),
        [CaseKind.ForgedCertificate] = ("伪造、变造、买卖证明", false, ""),
        [CaseKind.UnlicensedService] = ("无资质开展服务", false, ""),
        [CaseKind.ChildcareBody] = ("托育机构违规", false, "L03/41"),
        [CaseKind.FalsifiedStatistics] = ("虚报、瞒报、伪造统计数据", true, "L03/43"),
        [CaseKind.ConfidentialityBreach] = ("泄露个人信息和隐私", true, "L03/43"),
        [CaseKind.RightsInfringement] = ("侵犯公民合法权益（含违反七个不准）", true, "L03/43"),
        [CaseKind.AbuseOfOffice] = ("滥用职权、索贿受贿、截留挪用", true, "L03/43"),
    };

    public static string Of(CaseKind kind) => Kinds[kind].Name;

    /// <summary>Misconduct of officials: they are handed over to whoever appoints or supervises them.</summary>
    public static bool IsOfOfficials(CaseKind kind) => Kinds[kind].OfOfficials;

    /// <summary>What is proposed when a case is filed; another may be cited.</summary>
    public static string UsualBasis(CaseKind kind) => Kinds[kind].Basis;

    public static ActKind ActOf(CaseKind kind) => IsOfOfficials(kind) ? ActKind.StaffSanction : ActKind.Penalty;

    public static bool Suits(CaseKind kind, PartyKind party) => IsOfOfficials(kind) == (party == PartyKind.Staff);

    public static string Of(PartyKind kind) => kind switch { PartyKind.Organisation => "单位", PartyKind.Practitioner => "从业人员", _ => "工作人员" };

    public static string Of(CaseSource source) => source switch
    {
        CaseSource.Inspection => "检查发现",
        CaseSource.Report => "举报",
        CaseSource.Petition => "信访",
        CaseSource.Transferred => "其他机关移送",
        _ => "其他",
    };

    public static string Of(CaseState state) => state switch
    {
        CaseState.Lead => "线索",
        CaseState.Filed => "调查取证",
        CaseState.Noticed => "已告知，待决定",
        CaseState.Decided => "已决定，待送达",
        CaseState.Served => "已送达，救济期",
        CaseState.Closed => "已结案",
        CaseState.HandedOver => "已移送",
        _ => "不予立案、撤案",
    };

    public static string Of(CaseResult result) => result switch
    {
        CaseResult.OrderToCorrect => "责令改正",
        CaseResult.Warning => "警告",
        CaseResult.PublicCriticism => "通报批评",
        _ => "不予处罚",
    };

    public static string Of(ServiceMode mode) => mode switch
    {
        ServiceMode.InPerson => "直接送达",
        ServiceMode.LeftBehind => "留置送达",
        ServiceMode.Entrusted => "委托送达",
        ServiceMode.Post => "邮寄送达",
        ServiceMode.Electronic => "电子送达（经本人同意）",
        _ => "公告送达",
    };

    public static string Of(RemedyKind kind) => kind switch { RemedyKind.Reconsideration => "行政复议", RemedyKind.Litigation => "行政诉讼", _ => "没有" };

    public static string Of(DefenceState state) => state switch { DefenceState.Stated => "已陈述、申辩", DefenceState.Waived => "书面放弃", _ => "尚未" };

    public static string Of(DecisionCondition condition) => condition switch
    {
        DecisionCondition.FactsClear => "事实清楚",
        DecisionCondition.EvidenceFirm => "证据确凿",
        DecisionCondition.LawApplied => "适用法律法规得当",
        DecisionCondition.ResultFair => "处理结果公正",
        DecisionCondition.ProcedureLawful => "执法程序合法",
        _ => "执法文书档案齐全",
    };

    /// <summary>Heavier later ones; a party's defence never makes it heavier (行政处罚法 45).</summary>
    public static int Weight(CaseResult result) => result switch { CaseResult.NoPenalty => 0, CaseResult.OrderToCorrect => 1, CaseResult.Warning => 2, _ => 3 };
}
