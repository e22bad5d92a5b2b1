using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Protection;

namespace Platform.Migrants.Domain;

/// <summary>In: from elsewhere, lives here. Out: from here, lives elsewhere.</summary>
internal enum Move { In, Out }

internal enum Housing { Rented, Own, Dormitory, WithFamily, Other }

/// <summary>Void: registered by mistake; it stays and counts nowhere.</summary>
internal enum RecordState { Current, Ended, Void }

/// <summary>
/// Somebody who moved in or out: residence facts only (rights.md: no marital class, no health field). Answering is voluntary; what is unknown stays empty.
/// </summary>
[Label("流动人口登记")]
internal sealed class MigrantRecord : Entity, ISiteOwned, IVersioned
{
    private const string Article = "为流动人口提供公共服务而登记的居住信息（《中华人民共和国个人信息保护法》第十三条第一款第三项）";

    public int SiteId { get; init; }

    [Label("村（社区）")]
    public Guid VillageId { get; set; }

    [Label("流动方向")]
    public Move Move { get; init; }

    /// <summary>Unique in the site: what lists and talks name instead of the person.</summary>
    [Label("登记号")]
    public required string Number { get; init; }

    [Sensitive]
    [Label("姓名")]
    public required string Name { get; set; }

    [Protected("migrant.identity-number", "身份证号", PersonalKind.IdentityNumber, Article, MigrantPermissions.Reveal, MigrantPermissions.Office)]
    [Label("身份证号")]
    public ProtectedText IdentityNumber { get; set; }

    /// <summary>The same field for both directions: so a departure and an arrival can be matched without opening either.</summary>
    [Sensitive]
    [Label("身份证号检索值")]
    public BlindIndex IdentityNumberIndex { get; set; }

    [Protected("migrant.phone", "联系电话", PersonalKind.Phone, Article, MigrantPermissions.Reveal, MigrantPermissions.Office)]
    [Label("联系电话")]
    public ProtectedText Phone { get; set; }

    [Sensitive]
    [Label("联系电话检索值")]
    public BlindIndex PhoneIndex { get; set; }

    [Protected("migrant.address", "住址", PersonalKind.Address, Article, MigrantPermissions.Reveal, MigrantPermissions.Office)]
    [Label("住址")]
    public ProtectedText Address { get; set; }

    [Sensitive]
    [Label("住址检索值")]
    public BlindIndex AddressIndex { get; set; }

    /// <summary>Place of household registration of those who came, or where those who left lived here; province, city, township, no house.</summary>
    [Label("从何处来")]
    public string FromPlace { get; set; } = "";

    [Label("到何处去")]
    public string ToPlace { get; set; } = "";

    [Label("流动日期")]
    public DateOnly MovedOn { get; set; }

    [Label("居住方式")]
    public Housing Housing { get; set; }

    [Label("状态")]
    public RecordState State { get; set; }

    /// <summary>Day on which the person left again, or came back.</summary>
    [Label("结束日期")]
    public DateOnly? EndedOn { get; set; }

    [Label("最近核对日期")]
    public DateOnly? CheckedOn { get; set; }

    [Label("登记日期")]
    public DateOnly RecordedOn { get; init; }

    [Label("登记人")]
    public string RecordedByName { get; init; } = "";

    public Guid Version { get; set; }
}

/// <summary>The protected fields of <see cref="MigrantRecord"/>.</summary>
internal static class MigrantFields
{
    public static readonly ProtectedField<MigrantRecord> IdentityNumber = ProtectedField<MigrantRecord>.Of(nameof(MigrantRecord.IdentityNumber));

    public static readonly ProtectedField<MigrantRecord> Phone = ProtectedField<MigrantRecord>.Of(nameof(MigrantRecord.Phone));

    public static readonly ProtectedField<MigrantRecord> Address = ProtectedField<MigrantRecord>.Of(nameof(MigrantRecord.Address));
}

internal enum MatchState { Suggested, Confirmed, Rejected }

/// <summary>One site's departure looks like another's arrival: the same identity number. Either side sees it and decides; neither sees the other's record.</summary>
[Label("流出流入匹配")]
internal sealed class MigrantMatch : Entity, ITwoSided, IVersioned
{
    /// <summary>Where the departure is registered.</summary>
    public int SiteId { get; init; }

    /// <summary>Where the arrival is registered.</summary>
    public int OtherSiteId { get; init; }

    [Label("流出登记")]
    public Guid DepartureId { get; init; }

    [Label("流入登记")]
    public Guid ArrivalId { get; init; }

    [Label("流出日期")]
    public DateOnly LeftOn { get; init; }

    [Label("流入日期")]
    public DateOnly CameOn { get; init; }

    [Label("发现日期")]
    public DateOnly FoundOn { get; init; }

    [Label("状态")]
    public MatchState State { get; set; }

    [Label("处理日期")]
    public DateOnly? DecidedOn { get; set; }

    [Label("处理人")]
    public string DecidedByName { get; set; } = "";

    [Label("处理说明")]
    public string Note { get; set; } = "";

    public Guid Version { get; set; }
}
