using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Enforcement.Domain;

/// <summary>
/// A case of rights.md 5 from the lead to its end. What happens to it, happens through <see cref="CaseProcedure"/>: every step is refused while its condition fails.
/// </summary>
[Label("案件")]
internal sealed class EnforcementCase : Entity, ISiteOwned, IVersioned
{
    public const string RefPrefix = "enf-case:";

    public int SiteId { get; init; }

    [Label("年度")]
    public int Year { get; init; }

    [Label("序号")]
    public int Number { get; init; }

    [Label("状态")]
    public CaseState State { get; set; }

    [Label("案件类型")]
    public CaseKind Kind { get; set; }

    [Label("线索内容"), Sensitive]
    public string Summary { get; set; } = "";

    /// <summary>Day of the conduct; of one that went on its last day.</summary>
    [Label("行为发生日")]
    public DateOnly FactOn { get; set; }

    [Label("发现日")]
    public DateOnly DiscoveredOn { get; set; }

    /// <summary>It endangered life or health and did harm: five years instead of two.</summary>
    [Label("危害生命健康且有后果")]
    public bool Endangers { get; set; }

    [Label("发生地点")]
    public string Place { get; set; } = "";

    [Label("当事人种类")]
    public PartyKind PartyKind { get; set; }

    [Label("当事人"), Sensitive]
    public string PartyName { get; set; } = "";

    /// <summary>The person on the staff list who is accused; empty: none of ours.</summary>
    [Label("当事人（在册人员）"), Sensitive]
    public Guid PartyStaffId { get; set; }

    [Label("线索来源")]
    public CaseSource Source { get; set; }

    [Label("来源信访件")]
    public Guid PetitionId { get; init; }

    [Label("登记账号")]
    public Guid RegisteredBy { get; init; }

    [Label("登记人")]
    public string RegisteredByName { get; init; } = "";

    [Label("登记日期")]
    public DateOnly RegisteredOn { get; init; }

    [Label("依据")]
    public string Basis { get; set; } = "";

    [Label("依据名称")]
    public string BasisTitle { get; set; } = "";

    [Label("依据版次")]
    public int BasisEdition { get; set; }

    [Label("立案日期")]
    public DateOnly? FiledOn { get; set; }

    [Label("立案批准人")]
    public string FiledByName { get; set; } = "";

    [Label("告知书送达日期")]
    public DateOnly? NoticeOn { get; set; }

    [Label("拟作出的决定")]
    public CaseResult Proposed { get; set; }

    [Label("告知的事实、理由和依据"), Sensitive]
    public string NoticeText { get; set; } = "";

    [Label("陈述申辩期限")]
    public DateOnly? DefenceUntil { get; set; }

    [Label("告知听证权利")]
    public bool HearingOffered { get; set; }

    [Label("陈述申辩")]
    public DefenceState Defence { get; set; }

    [Label("陈述申辩日期")]
    public DateOnly? DefenceOn { get; set; }

    [Label("陈述申辩内容"), Sensitive]
    public string DefenceText { get; set; } = "";

    [Label("对陈述申辩的复核意见"), Sensitive]
    public string DefenceAnswer { get; set; } = "";

    [Label("要求听证日期")]
    public DateOnly? HearingAskedOn { get; set; }

    [Label("听证通知日期")]
    public DateOnly? HearingNoticedOn { get; set; }

    [Label("听证日期")]
    public DateOnly? HearingOn { get; set; }

    [Label("听证主持人编号")]
    public Guid HearingChairId { get; set; }

    [Label("听证主持人")]
    public string HearingChair { get; set; } = "";

    [Label("听证笔录"), Sensitive]
    public string HearingRecord { get; set; } = "";

    [Label("法制审核日期")]
    public DateOnly? ReviewedOn { get; set; }

    [Label("法制审核人编号")]
    public Guid ReviewerId { get; set; }

    [Label("法制审核人")]
    public string Reviewer { get; set; } = "";

    [Label("法制审核通过")]
    public bool ReviewPassed { get; set; }

    [Label("法制审核意见"), Sensitive]
    public string ReviewText { get; set; } = "";

    [Label("决定日期")]
    public DateOnly? DecidedOn { get; set; }

    [Label("决定人")]
    public string DecidedByName { get; set; } = "";

    [Label("决定")]
    public CaseResult? Result { get; set; }

    [Label("决定书文号")]
    public string DecisionNumber { get; set; } = "";

    [Label("决定书正文"), Sensitive]
    public string DecisionText { get; set; } = "";

    [Label("赋权依据")]
    public string PowerBasis { get; set; } = "";

    [Label("送达日期")]
    public DateOnly? ServedOn { get; set; }

    [Label("送达方式")]
    public ServiceMode? ServedBy { get; set; }

    [Label("送达凭证")]
    public string ServiceProof { get; set; } = "";

    [Label("救济途径")]
    public RemedyKind Remedy { get; set; }

    [Label("申请复议、起诉日期")]
    public DateOnly? RemedyOn { get; set; }

    [Label("复议、诉讼办结日期")]
    public DateOnly? RemedyEndedOn { get; set; }

    [Label("复议、诉讼结果")]
    public string RemedyText { get; set; } = "";

    [Label("结案日期")]
    public DateOnly? ClosedOn { get; set; }

    [Label("归档号")]
    public string ArchiveNumber { get; set; } = "";

    [Label("移送日期")]
    public DateOnly? HandedOverOn { get; set; }

    [Label("移送机关")]
    public string HandedTo { get; set; } = "";

    [Label("移送理由"), Sensitive]
    public string HandOverReason { get; set; } = "";

    [Label("移送函文号")]
    public string HandOverNumber { get; set; } = "";

    [Label("移送回执日期")]
    public DateOnly? HandOverReceiptOn { get; set; }

    [Label("不予立案、撤案日期")]
    public DateOnly? DroppedOn { get; set; }

    [Label("不予立案、撤案原因"), Sensitive]
    public string DropReason { get; set; } = "";

    public Guid Version { get; set; }

    /// <summary>〔2026〕第 3 号.</summary>
    public string NumberText => TextOf(Year, Number);

    public static string TextOf(int year, int number) => $"〔{year}〕第 {number} 号";

    public static string RefOf(Guid id) => $"{RefPrefix}{id:N}";
}

/// <summary>An officer who handles a case, until recused.</summary>
[Label("办案人员")]
internal sealed class CaseOfficer : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("案件")]
    public Guid CaseId { get; init; }

    [Label("人员")]
    public Guid StaffId { get; init; }

    [Label("姓名")]
    public string Name { get; init; } = "";

    [Label("指派日期")]
    public DateOnly From { get; init; }

    [Label("回避日期")]
    public DateOnly? RecusedOn { get; set; }

    [Label("回避原因")]
    public string RecusalReason { get; set; } = "";
}

/// <summary>One of the six conditions, ticked against a record of the case.</summary>
[Label("决定条件")]
internal sealed class CaseCondition : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("案件")]
    public Guid CaseId { get; init; }

    [Label("条件")]
    public DecisionCondition Condition { get; init; }

    [Label("对照的材料")]
    public string Against { get; init; } = "";

    [Label("核对人")]
    public string TickedBy { get; init; } = "";
}

/// <summary>The province left a matter to the townships: the basis is a provision of the province's own decision (行政处罚法 24).</summary>
[Label("赋权事项")]
internal sealed class GrantedPower : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("案件类型")]
    public CaseKind Kind { get; init; }

    [Label("赋权依据")]
    public string Basis { get; init; } = "";

    [Label("赋权依据名称")]
    public string BasisTitle { get; init; } = "";

    [Label("起始日")]
    public DateOnly From { get; init; }

    [Label("最后一日")]
    public DateOnly To { get; set; }

    [Label("登记人")]
    public string EnteredBy { get; init; } = "";

    public Guid Version { get; set; }
}
