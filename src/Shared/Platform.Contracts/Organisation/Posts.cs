using Platform.Contracts.Messaging;

namespace Platform.Contracts.Organisation;

/// <summary>Stable codes of the posts the duty documents speak of. A post a site names itself has the code <see cref="Own"/>.</summary>
public static class PostKinds
{
    public const string OfficeDirector = "office-director";
    public const string DeputyDirector = "office-deputy-director";
    public const string StatisticsOfficer = "officer-statistics";
    public const string MigrantOfficer = "officer-migrants";
    public const string PublicityOfficer = "officer-publicity";
    public const string ComputerOperator = "computer-operator";
    public const string StationHead = "station-head";
    public const string StationStaff = "station-staff";
    public const string SuppliesManager = "supplies-manager";
    public const string EnforcementOfficer = "enforcement-officer";
    public const string SchoolManager = "school-manager";
    public const string LeaderInCharge = "leader-in-charge";
    public const string ResidentCadre = "resident-cadre";
    public const string Helper = "association-helper";
    public const string PartySecretary = "village-party-secretary";
    public const string VillageHead = "village-head";
    public const string VillageOfficer = "village-officer";
    public const string Publicist = "publicist";
    public const string GroupHead = "group-head";
    public const string Distributor = "supplies-distributor";
    public const string Own = "own";

    /// <summary>Code and the documents' Chinese name, in the order of the forms.</summary>
    public static readonly IReadOnlyDictionary<string, string> Names = new Dictionary<string, string>
    {
        [OfficeDirector] = "办公室主任",
        [DeputyDirector] = "办公室副主任",
        [StatisticsOfficer] = "专干（统计）",
        [MigrantOfficer] = "专干（流动人口）",
        [PublicityOfficer] = "专干（宣传、协会）",
        [ComputerOperator] = "微机员",
        [StationHead] = "服务所所长",
        [StationStaff] = "服务员",
        [SuppliesManager] = "药具管理员",
        [EnforcementOfficer] = "行政执法人员",
        [SchoolManager] = "人口学校管理人",
        [LeaderInCharge] = "分管领导",
        [ResidentCadre] = "驻点镇干",
        [Helper] = "计生协助人",
        [PartySecretary] = "村（社区）党支部书记",
        [VillageHead] = "村（社区）主任",
        [VillageOfficer] = "村（社区）专干",
        [Publicist] = "宣传员",
        [GroupHead] = "小组长",
        [Distributor] = "药具发放员",
        [Own] = "自定岗位",
    };
}

/// <param name="VillageId">Village of the body the post belongs to; empty for the township's own.</param>
/// <param name="Body">Kind of that body.</param>
public sealed record PostHolderRow(
    Guid PostId, int SiteId, string PostKind, string PostName, Guid VillageId, Guid StaffId, DateOnly From, DateOnly To, BodyKind Body = BodyKind.Other);

/// <summary>Who holds posts on a day; a vacant post has no row. One statement.</summary>
/// <param name="PostKind">Code from <see cref="PostKinds"/>; null: all.</param>
public sealed record GetPostHolders(IReadOnlyList<int> SiteIds, string? PostKind, DateOnly Day) : IQuery<IReadOnlyList<PostHolderRow>>;

/// <summary>
/// Who held posts of these kinds at any time, with first and last day, ended ones included, void ones left out; in the order they began. One statement.
/// </summary>
/// <param name="PostKinds">Codes from <see cref="Organisation.PostKinds"/>; none: all.</param>
/// <param name="EndedFrom">What ended before this day is left out.</param>
public sealed record GetPostTerms(IReadOnlyList<int> SiteIds, IReadOnlyList<string> PostKinds, DateOnly EndedFrom) : IQuery<IReadOnlyList<PostHolderRow>>;

/// <summary>Somebody who stands in for an absent person.</summary>
/// <param name="StaffId">The one who acts.</param>
/// <param name="PostId">Empty: for everything.</param>
/// <param name="TakesAll">What waits for the absent person in person is taken over: the stand-in is for everything, or for the only post held.</param>
public sealed record ActingRow(
    Guid StandInId, Guid StaffId, string StaffName, Guid ForStaffId, string ForName, Guid PostId, string PostName, bool TakesAll, DateOnly From, DateOnly To)
{
    /// <summary>As it stands beside a task taken over.</summary>
    public string Text => $"{ForName} 授权 {StaffName} 办理（{From:yyyy-MM-dd} 至 {To:yyyy-MM-dd}）{(PostName.Length > 0 ? "，岗位：" + PostName : "")}";
}

/// <summary>For whom these people stand in on a day. Three statements, none after the first when nobody does.</summary>
public sealed record GetActingFor(IReadOnlyList<Guid> StaffIds, DateOnly Day) : IQuery<IReadOnlyList<ActingRow>>;

/// <summary>
/// Who stood in for whom on any day of a period, for all posts or one; what was taken back before it began is left out. In the order they ended. One statement.
/// </summary>
public sealed record GetStandInTerms(IReadOnlyList<int> SiteIds, DateOnly From, DateOnly To) : IQuery<IReadOnlyList<StandInTermRow>>;

/// <param name="StaffId">The one who acts.</param>
/// <param name="PostId">Empty: for everything.</param>
public sealed record StandInTermRow(Guid Id, int SiteId, Guid StaffId, Guid ForStaffId, Guid PostId, DateOnly From, DateOnly To);
