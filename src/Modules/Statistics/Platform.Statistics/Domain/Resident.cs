using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Protection;

namespace Platform.Statistics.Domain;

internal enum Sex { Male, Female }

/// <summary>How somebody lives here: registered and present, registered but away, present without registration.</summary>
internal enum ResidenceKind { Registered, Away, NotRegistered }

/// <summary>A household of a village: number and group; its address is a protected field.</summary>
[Label("户")]
internal sealed class Household : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("村（社区）")]
    public Guid VillageId { get; init; }

    /// <summary>Number of the household, unique in the village.</summary>
    [Label("户号")]
    public required string Number { get; init; }

    /// <summary>Name of the resident group, for example 第三组; empty: none.</summary>
    [Label("居民小组")]
    public string GroupName { get; set; } = "";

    [Protected("household.address", "住址", PersonalKind.Address, LedgerRules.Article, StatisticsPermissions.Reveal, StatisticsPermissions.Edit)]
    [Label("住址")]
    public ProtectedText Address { get; set; }

    public Guid Version { get; set; }
}

/// <summary>
/// A resident as long as village and kind of residence stay the same; a change ends this row and begins another that names it. No field says anything about
/// marriage, pregnancy, contraception or health (rights.md 1, P1-OFFICE-03a, P2-OFFICE-02b).
/// </summary>
[Label("居民")]
internal sealed class Resident : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("村（社区）")]
    public Guid VillageId { get; init; }

    /// <summary>Empty: no household is known.</summary>
    [Label("户")]
    public Guid HouseholdId { get; set; }

    [Label("姓名")]
    public required string Name { get; set; }

    /// <summary>Lower-case initials of the name in pinyin, for search.</summary>
    [Label("拼音首字母")]
    public string Initials { get; set; } = "";

    [Label("性别")]
    public Sex Sex { get; set; }

    [Label("出生日期")]
    public DateOnly BirthDate { get; set; }

    [Label("居住类别")]
    public ResidenceKind Residence { get; init; }

    /// <summary>First day of this row.</summary>
    [Label("起始日期")]
    public DateOnly From { get; init; }

    /// <summary>First day no more; <see cref="OpenEnd.Never"/> while it lasts. Equal to <see cref="From"/>: entered by mistake.</summary>
    [Label("截止日期")]
    public DateOnly To { get; set; } = OpenEnd.Never;

    /// <summary>Row that this one continues; empty: none.</summary>
    [Label("前一条")]
    public Guid PreviousId { get; init; }

    /// <summary>The identity number says another birth date or sex; a warning, nothing is overwritten.</summary>
    [Label("证号与生日、性别不符")]
    public bool NumberDisagrees { get; set; }

    [Protected("resident.identity-number", "身份证号", PersonalKind.IdentityNumber, LedgerRules.Article, StatisticsPermissions.Reveal, StatisticsPermissions.Edit)]
    [Label("身份证号")]
    public ProtectedText IdentityNumber { get; set; }

    [Sensitive]
    [Label("身份证号检索值")]
    public BlindIndex IdentityNumberIndex { get; set; }

    public Guid Version { get; set; }

    public bool LivesOn(DateOnly day) => From <= day && To > day;
}

/// <summary>The protected fields of the ledger.</summary>
internal static class LedgerFields
{
    public static readonly ProtectedField<Resident> IdentityNumber = ProtectedField<Resident>.Of(nameof(Resident.IdentityNumber));

    public static readonly ProtectedField<Household> Address = ProtectedField<Household>.Of(nameof(Household.Address));

    public static readonly ProtectedField<IntakeRow> ListedNumber = ProtectedField<IntakeRow>.Of(nameof(IntakeRow.IdentityNumber));
}

/// <summary>What the registry of the population counts. A transfer is a move between two villages, or a change of the kind of residence, inside the township.</summary>
internal enum EventKind { Birth, Death, Marriage, MovedIn, MovedOut, TransferIn, TransferOut }

/// <summary>Something that changed the ledger, with the day it happened and the day it was entered (P3-STREETOFFICE-02a).</summary>
[Label("人口变动")]
internal sealed class PopulationEvent : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("村（社区）")]
    public Guid VillageId { get; init; }

    [Label("居民")]
    public Guid ResidentId { get; init; }

    [Label("变动")]
    public EventKind Kind { get; init; }

    [Label("发生日期")]
    public DateOnly OccurredOn { get; init; }

    [Label("登记日期")]
    public DateOnly EnteredOn { get; init; }

    [Label("登记人")]
    public string EnteredByName { get; init; } = "";

    /// <summary>List it came from; empty: entered by hand.</summary>
    [Label("来源名单")]
    public Guid IntakeId { get; init; }

    /// <summary>Why it does not count; empty: it counts.</summary>
    [Label("作废原因")]
    public string VoidReason { get; set; } = "";
}
