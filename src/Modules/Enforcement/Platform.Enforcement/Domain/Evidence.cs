using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Enforcement.Domain;

/// <summary>The eight kinds of 行政处罚法 46.</summary>
internal enum EvidenceKind { Document, Object, Recording, ElectronicData, WitnessStatement, PartyStatement, ExpertOpinion, SceneRecord }

internal enum EvidenceState { Admitted, Excluded }

/// <summary>Who was asked. A person who was treated is a witness or a victim.</summary>
internal enum AskedRole { Party, Witness, Victim }

internal static class EvidenceWords
{
    public static string Of(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Document => "书证",
        EvidenceKind.Object => "物证",
        EvidenceKind.Recording => "视听资料",
        EvidenceKind.ElectronicData => "电子数据",
        EvidenceKind.WitnessStatement => "证人证言",
        EvidenceKind.PartyStatement => "当事人的陈述",
        EvidenceKind.ExpertOpinion => "鉴定意见",
        _ => "勘验笔录、现场笔录",
    };

    public static string Of(EvidenceState state) => state == EvidenceState.Admitted ? "可用" : "已排除";

    public static string Of(AskedRole role) => role switch { AskedRole.Party => "当事人", AskedRole.Witness => "证人", _ => "受害人" };
}

/// <summary>A piece of evidence. Its file's hash is taken when it comes in and never changes.</summary>
[Label("证据")]
internal sealed class CaseEvidence : Entity, ISiteOwned, IVersioned
{
    public const string RefPrefix = "enf-evidence:";

    public int SiteId { get; init; }

    [Label("案件")]
    public Guid CaseId { get; init; }

    [Label("证据编号")]
    public int Number { get; init; }

    [Label("证据种类")]
    public EvidenceKind Kind { get; init; }

    [Label("证据名称"), Sensitive]
    public string Title { get; init; } = "";

    [Label("取得日期")]
    public DateOnly ObtainedOn { get; init; }

    [Label("来源和取得方式"), Sensitive]
    public string Origin { get; init; } = "";

    /// <summary>SHA-256 of the file at intake, lower-case hex; empty for a thing without a file.</summary>
    [Label("入库校验值")]
    public string Sha256 { get; init; } = "";

    /// <summary>先行登记保存: to be dealt with within 7 working days (行政处罚法 56).</summary>
    [Label("先行登记保存日期")]
    public DateOnly? HeldSince { get; init; }

    [Label("先行登记保存处理日期")]
    public DateOnly? HeldUntil { get; set; }

    /// <summary>Who keeps it now.</summary>
    [Label("保管人")]
    public string Keeper { get; set; } = "";

    [Label("状态")]
    public EvidenceState State { get; set; }

    [Label("排除原因"), Sensitive]
    public string ExcludedReason { get; set; } = "";

    [Label("排除人")]
    public string ExcludedBy { get; set; } = "";

    public Guid Version { get; set; }

    public static string RefOf(Guid id) => $"{RefPrefix}{id:N}";
}

/// <summary>One link of the custody chain: the first is the intake.</summary>
[Label("证据交接")]
internal sealed class CustodyMove : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("证据")]
    public Guid EvidenceId { get; init; }

    [Label("顺序")]
    public int Step { get; init; }

    [Label("移交人")]
    public string FromName { get; init; } = "";

    [Label("接收人")]
    public string ToName { get; init; } = "";

    [Label("交接用途")]
    public string Purpose { get; init; } = "";

    [Label("交接日期")]
    public DateOnly On { get; init; }

    [Label("登记人")]
    public string EnteredBy { get; init; } = "";
}

/// <summary>Record of an inquiry by two officers who showed their certificates (行政处罚法 42, 55).</summary>
[Label("询问笔录")]
internal sealed class InquiryRecord : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("案件")]
    public Guid CaseId { get; init; }

    [Label("笔录编号")]
    public int Number { get; init; }

    [Label("询问日期")]
    public DateOnly HeldOn { get; init; }

    [Label("地点")]
    public string Place { get; init; } = "";

    [Label("被询问人身份")]
    public AskedRole Role { get; init; }

    [Label("被询问人"), Sensitive]
    public string AskedName { get; init; } = "";

    [Label("询问人")]
    public string Officers { get; init; } = "";

    [Label("执法证号")]
    public string Certificates { get; init; } = "";

    [Label("笔录内容"), Sensitive]
    public string Text { get; init; } = "";

    /// <summary>Signed by the person asked, or why not.</summary>
    [Label("签字情况")]
    public string Signature { get; init; } = "";

    [Label("登记人")]
    public string EnteredBy { get; init; } = "";
}
