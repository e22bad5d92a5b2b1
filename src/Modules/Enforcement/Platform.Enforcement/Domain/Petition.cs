using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Protection;

namespace Platform.Enforcement.Domain;

internal enum PetitionChannel { Visit, Letter, Phone, Online, Transferred }

/// <summary>What a petition is about; the first seven are breaches of the seven prohibitions (七个不准, P3-SEVENNOTS-01 to 07).</summary>
internal enum PetitionTopic { Detention, PropertyDamage, SeizureWithoutProcess, ArbitraryCharges, Retaliation, LawfulBirthRefused, ForcedCheck, Disclosure, Attitude, Benefit, Proposal, Other }

internal enum PetitionState { Received, Accepted, Rerouted, Concluded, UnderReview, Reviewed, UnderRecheck, Final }

internal static class PetitionWords
{
    public static string Of(PetitionChannel channel) => channel switch
    {
        PetitionChannel.Visit => "来访",
        PetitionChannel.Letter => "来信",
        PetitionChannel.Phone => "来电",
        PetitionChannel.Online => "网上",
        _ => "转送、交办",
    };

    public static string Of(PetitionTopic topic) => topic switch
    {
        PetitionTopic.Detention => "关押、殴打、侮辱（不准之一）",
        PetitionTopic.PropertyDamage => "毁坏财产、庄稼、房屋（不准之二）",
        PetitionTopic.SeizureWithoutProcess => "不经法定程序抵缴财物（不准之三）",
        PetitionTopic.ArbitraryCharges => "滥设收费、乱罚款（不准之四）",
        PetitionTopic.Retaliation => "株连亲友、打击报复（不准之五）",
        PetitionTopic.LawfulBirthRefused => "不办理合法的生育登记（不准之六）",
        PetitionTopic.ForcedCheck => "强制检查（不准之七）",
        PetitionTopic.Disclosure => "泄露个人信息",
        PetitionTopic.Attitude => "服务态度、办事拖延",
        PetitionTopic.Benefit => "奖励扶助待遇",
        PetitionTopic.Proposal => "意见建议",
        _ => "其他",
    };

    public static string Of(PetitionState state) => state switch
    {
        PetitionState.Received => "待告知是否受理",
        PetitionState.Accepted => "已受理，办理中",
        PetitionState.Rerouted => "已告知依法走其他途径",
        PetitionState.Concluded => "已答复",
        PetitionState.UnderReview => "复查中",
        PetitionState.Reviewed => "已复查",
        PetitionState.UnderRecheck => "复核中",
        _ => "信访终结",
    };

    public static bool IsProhibited(PetitionTopic topic) => topic <= PetitionTopic.ForcedCheck;
}

/// <summary>
/// A petition (信访). Only its handler and the directors see who wrote and what; the accused never. Whoever wrote may stay unnamed; the receipt number is what they ask with.
/// </summary>
[Label("信访件")]
internal sealed class Petition : Entity, ISiteOwned, IVersioned
{
    public const string RefPrefix = "enf-petition:";

    public int SiteId { get; init; }

    [Label("年度")]
    public int Year { get; init; }

    [Label("序号")]
    public int Number { get; init; }

    [Label("状态")]
    public PetitionState State { get; set; }

    [Label("收到日期")]
    public DateOnly ReceivedOn { get; set; }

    [Label("来信来访方式")]
    public PetitionChannel Channel { get; set; }

    [Label("事项")]
    public PetitionTopic Topic { get; set; }

    /// <summary>Empty: wishes to stay unnamed.</summary>
    [Label("信访人"), Sensitive]
    public string PetitionerName { get; set; } = "";

    [Label("联系电话")]
    [Protected("petition.phone", "信访人电话", PersonalKind.Phone, "《信访工作条例》第二十二条", EnforcementPermissions.DirectPetitions, EnforcementPermissions.DirectPetitions)]
    public ProtectedText Phone { get; set; }

    [Label("信访内容"), Sensitive]
    public string Content { get; set; } = "";

    /// <summary>Who of the staff list is complained of; empty: nobody of ours.</summary>
    [Label("被反映人"), Sensitive]
    public Guid AccusedStaffId { get; set; }

    /// <summary>It is about an act that can be reviewed or taken to court.</summary>
    [Label("有复议、诉讼等法定途径")]
    public bool HasLegalWay { get; set; }

    [Label("登记账号")]
    public Guid RegisteredBy { get; init; }

    [Label("登记人")]
    public string RegisteredByName { get; init; } = "";

    [Label("承办人编号")]
    public Guid HandlerId { get; set; }

    [Label("承办人")]
    public string Handler { get; set; } = "";

    /// <summary>The petitioner was told whether it is accepted.</summary>
    [Label("告知日期")]
    public DateOnly? AnsweredOn { get; set; }

    [Label("指引的途径或不予受理的理由")]
    public string Route { get; set; } = "";

    [Label("延长天数")]
    public int ExtensionDays { get; set; }

    [Label("延长批准人")]
    public string ExtendedBy { get; set; } = "";

    [Label("延长告知日期")]
    public DateOnly? ExtensionToldOn { get; set; }

    [Label("答复日期")]
    public DateOnly? ConcludedOn { get; set; }

    [Label("处理意见"), Sensitive]
    public string Opinion { get; set; } = "";

    [Label("请求复查日期")]
    public DateOnly? ReviewAskedOn { get; set; }

    [Label("复查意见日期")]
    public DateOnly? ReviewedOn { get; set; }

    [Label("复查意见"), Sensitive]
    public string ReviewText { get; set; } = "";

    [Label("请求复核日期")]
    public DateOnly? RecheckAskedOn { get; set; }

    [Label("复核意见日期")]
    public DateOnly? RecheckedOn { get; set; }

    [Label("复核意见"), Sensitive]
    public string RecheckText { get; set; } = "";

    public Guid Version { get; set; }

    /// <summary>What the citizen asks with: 信2026-0003.</summary>
    public string Receipt => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"信{Year}-{Number:0000}");

    /// <summary>They are complained of: the petition is like none to them.</summary>
    public bool IsAbout(Guid staffId) => staffId != Guid.Empty && staffId == AccusedStaffId;

    public static string RefOf(Guid id) => $"{RefPrefix}{id:N}";
}
