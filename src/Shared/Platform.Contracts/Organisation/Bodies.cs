using Platform.Contracts.Messaging;

namespace Platform.Contracts.Organisation;

/// <summary>What kind of body it is; its name is data with dates, because names change and the body stays.</summary>
public enum BodyKind
{
    /// <summary>Township office: 卫健办 today, 计生办 formerly.</summary>
    FamilyHealthOffice,

    /// <summary>计生服务所, 计生服务站.</summary>
    ServiceStation,

    /// <summary>村民委员会.</summary>
    VillageCommittee,

    /// <summary>社区居民委员会.</summary>
    CommunityCommittee,

    /// <summary>计划生育协会.</summary>
    Association,

    /// <summary>党委, 街道党工委.</summary>
    WorkingCommittee,

    /// <summary>人民政府, 街道办事处.</summary>
    Government,

    /// <summary>County bureau: 卫生健康委员会 today.</summary>
    HealthBureau,

    /// <summary>药具管理机构 of the county.</summary>
    SuppliesAuthority,

    /// <summary>人口学校.</summary>
    PopulationSchool,

    /// <summary>A body the site names itself.</summary>
    Other,
}

/// <param name="BodyId">Empty for a default name: the division has named none of its own for that day.</param>
/// <param name="ShortName">For running text, for example 卫健办.</param>
/// <param name="IsDefault">From the platform's table of usual names; the dates of those are of the country as a whole.</param>
public sealed record BodyNameRow(int DivisionId, BodyKind Kind, Guid BodyId, string Name, string ShortName, bool IsDefault);

/// <summary>
/// How the bodies of a kind were called on a day, so that a paper of an old day prints the then name. Divisions without a body of the kind get the
/// usual name of their level; unknown divisions are missing. Two statements.
/// </summary>
public sealed record GetBodyNames(IReadOnlyList<int> DivisionIds, BodyKind Kind, DateOnly Day) : IQuery<IReadOnlyList<BodyNameRow>>;
