using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Protection;

namespace Platform.Statistics.Domain;

/// <summary>Who hands over the list (P4-RESSTAT-01). Vaccination lists are not taken: no basis and purpose is entered for them.</summary>
internal enum IntakeSource { Police, Hospital, Marriages }

internal enum IntakeState { Open, Closed }

/// <summary>A list received from another office: what came, from whom, and what became of it. The file itself is hashed and deleted (P4-RESSTAT-02a, rights.md).</summary>
[Label("接收名单")]
internal sealed class Intake : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("来源")]
    public IntakeSource Source { get; init; }

    /// <summary>First day of the month the list is about.</summary>
    [Label("所属月份")]
    public DateOnly Month { get; init; }

    [Label("文件名")]
    public string FileName { get; init; } = "";

    [Label("校验值")]
    public string Sha256 { get; init; } = "";

    [Label("接收日期")]
    public DateOnly ReceivedOn { get; init; }

    [Label("接收人")]
    public string ReceivedByName { get; init; } = "";

    [Label("状态")]
    public IntakeState State { get; set; }

    [Label("办结日期")]
    public DateOnly? ClosedOn { get; set; }

    public Guid Version { get; set; }

    public static string RefOf(Guid id) => $"intake:{id:N}";
}

internal enum RowState { Open, Applied, AlreadyThere, Dismissed }

internal enum MatchKind { None, Exact, Confirmed, Registered }

/// <summary>One line of a list. Name, birth date and number go when the list is closed.</summary>
[Label("名单行")]
internal sealed class IntakeRow : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("名单")]
    public Guid IntakeId { get; init; }

    [Label("行号")]
    public int Line { get; init; }

    /// <summary>Of the content, in hex: the same line of the same source counts once.</summary>
    [Label("内容校验值")]
    public string Hash { get; init; } = "";

    [Label("变动")]
    public EventKind Kind { get; init; }

    [Label("发生日期")]
    public DateOnly OccurredOn { get; init; }

    [Label("姓名")]
    public string Name { get; set; } = "";

    [Label("拼音首字母")]
    public string Initials { get; set; } = "";

    [Label("性别")]
    public Sex? Sex { get; set; }

    [Label("出生日期")]
    public DateOnly? BirthDate { get; set; }

    /// <summary>Empty: the list does not say.</summary>
    [Label("村（社区）")]
    public Guid VillageId { get; init; }

    [Protected("intake.identity-number", "身份证号", PersonalKind.IdentityNumber, LedgerRules.Article, StatisticsPermissions.Reveal, StatisticsPermissions.Edit)]
    [Label("身份证号")]
    public ProtectedText IdentityNumber { get; set; }

    [Label("状态")]
    public RowState State { get; set; }

    [Label("匹配方式")]
    public MatchKind Match { get; set; }

    /// <summary>How many residents it may be; of rows that are open.</summary>
    [Label("候选人数")]
    public int Candidates { get; set; }

    [Label("匹配居民")]
    public Guid ResidentId { get; set; }

    [Label("生成的变动")]
    public Guid EventId { get; set; }

    /// <summary>Why it does not concern this township.</summary>
    [Label("不办理的原因")]
    public string Reason { get; set; } = "";

    [Label("办理人")]
    public string SettledByName { get; set; } = "";

    [Label("办理日期")]
    public DateOnly? SettledOn { get; set; }

    public Guid Version { get; set; }
}
