using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Protection;

namespace Platform.Migrants.Domain;

/// <summary>Inside: both sites work here. Outgoing: to an office outside, by file. Incoming: from an office outside, by file.</summary>
internal enum InquiryRoute { Inside, Outgoing, Incoming }

/// <summary>What may be asked at all (rights.md): nothing else exists.</summary>
internal enum InquiryTopic { ServiceContinuity, DocumentAuthenticity }

/// <summary>Draft at the township, handed over to the county, sent to the other side, answered. Withdrawn: before it was sent.</summary>
internal enum InquiryState { Draft, HandedOver, Sent, Answered, Withdrawn }

internal enum InquiryResult { None, Confirmed, NotConfirmed, NotFound, CannotIdentify }

/// <summary>
/// A question from one region to another about the continuity of a service or whether a document is genuine, asked with the person's consent. Its subject is a name, an
/// identity number and what is asked. Two clocks run from the receipt: seven days as target, one calendar month as limit.
/// </summary>
[Label("跨区域查询")]
internal sealed class Inquiry : Entity, ITwoSided, IVersioned
{
    private const string Article = "经本人同意（《中华人民共和国个人信息保护法》第十三条第一款第一项），同意书编号见查询单";

    /// <summary>The site that asks; of an incoming file the county that took it in.</summary>
    public int SiteId { get; init; }

    /// <summary>Before it is sent the site that asks, so that nobody else sees a draft; then the site that answers, unless that is an office outside.</summary>
    public int OtherSiteId { get; set; }

    /// <summary>The site that is to answer; of one to an office outside the site that asks.</summary>
    [Label("答复单位")]
    public int TargetSiteId { get; set; }

    [Label("查询单号")]
    public required string Number { get; init; }

    [Label("往来方式")]
    public InquiryRoute Route { get; init; }

    /// <summary>Office outside; empty where both sides work here.</summary>
    [Label("外部单位")]
    public Guid PartnerId { get; init; }

    [Label("外部单位名称")]
    public string PartnerName { get; init; } = "";

    [Label("查询事项")]
    public InquiryTopic Topic { get; set; }

    [Sensitive]
    [Label("姓名")]
    public required string SubjectName { get; set; }

    [Protected("inquiry.identity-number", "身份证号", PersonalKind.IdentityNumber, Article, MigrantPermissions.Reveal, MigrantPermissions.Office)]
    [Label("身份证号")]
    public ProtectedText IdentityNumber { get; set; }

    [Sensitive]
    [Label("身份证号检索值")]
    public BlindIndex IdentityNumberIndex { get; set; }

    /// <summary>What is asked, in words; kept from the trail, for it may name somebody.</summary>
    [Sensitive]
    [Label("查询内容")]
    public required string Question { get; set; }

    /// <summary>Number of the paper on which the person consented.</summary>
    [Label("同意书编号")]
    public required string ConsentReference { get; set; }

    [Label("状态")]
    public InquiryState State { get; set; }

    [Label("填写日期")]
    public DateOnly DraftedOn { get; init; }

    [Label("填写人")]
    public string DraftedByName { get; init; } = "";

    [Label("移交单")]
    public Guid HandoverId { get; set; }

    [Label("发出日期")]
    public DateOnly? SentOn { get; set; }

    [Label("发出人")]
    public string SentByName { get; set; } = "";

    /// <summary>Both clocks run from this day.</summary>
    [Label("收到日期")]
    public DateOnly? ReceivedOn { get; set; }

    [Label("答复目标日期")]
    public DateOnly? TargetOn { get; set; }

    [Label("答复最迟日期")]
    public DateOnly? LimitOn { get; set; }

    /// <summary>The clocks stand in the book of deadlines of the site that answers.</summary>
    [Label("期限已登记")]
    public bool Tracked { get; set; }

    [Label("查询结果")]
    public InquiryResult Result { get; set; }

    [Sensitive]
    [Label("备注")]
    public string Remarks { get; set; } = "";

    [Label("答复日期")]
    public DateOnly? AnsweredOn { get; set; }

    [Label("答复人")]
    public string AnsweredByName { get; set; } = "";

    public Guid Version { get; set; }

    public static string RefOf(Guid id) => $"inquiry:{id}";
}

/// <summary>The protected field of <see cref="Inquiry"/>.</summary>
internal static class InquiryFields
{
    public static readonly ProtectedField<Inquiry> IdentityNumber = ProtectedField<Inquiry>.Of(nameof(Inquiry.IdentityNumber));
}

/// <summary>A township hands over the month's inquiries to its county, or says that there are none. Totals only: it singles nobody out.</summary>
[Label("查询移交单")]
internal sealed class Handover : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("月份")]
    public DateOnly Month { get; init; }

    [Label("查询件数")]
    public int Count { get; init; }

    [Label("移交日期")]
    public DateOnly HandedOn { get; init; }

    [Label("移交时间")]
    public DateTimeOffset HandedAt { get; init; }

    [Label("移交人")]
    public string HandedByName { get; init; } = "";

    public static string RefOf(Guid id) => $"migrant-handover:{id}";
}

/// <summary>What the county's operator does on the exchange platform.</summary>
internal enum BureauActKind { Login, Query, PickUp }

/// <summary>A day on which the county's operator logged in, sent the month's queries or picked up what had arrived. Dates and totals, no person's record.</summary>
[Label("信息平台工作记录")]
internal sealed class BureauAct : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("工作")]
    public BureauActKind Kind { get; init; }

    [Label("日期")]
    public DateOnly Day { get; init; }

    [Label("件数")]
    public int Count { get; set; }

    public string Note { get; set; } = "";

    [Label("操作员")]
    public string ByName { get; init; } = "";

    [Label("登记时间")]
    public DateTimeOffset At { get; init; }

    public static string RefOf(Guid id) => $"migrant-platform:{id}";
}
