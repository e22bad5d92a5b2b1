using Platform.Contracts.Messaging;

namespace Platform.Contracts.Staff;

/// <param name="Number">Staff number, unique inside the site.</param>
/// <param name="Post">Chinese name of the post.</param>
/// <param name="VillageIds">Linked villages, the main one first.</param>
public sealed record StaffRow(Guid Id, int SiteId, string Number, string Name, string Post, bool Active, IReadOnlyList<Guid> VillageIds);

/// <summary>Staff of the given sites. Two statements.</summary>
public sealed record GetStaff(IReadOnlyList<int> SiteIds, bool IncludeInactive = false) : IQuery<IReadOnlyList<StaffRow>>;

/// <param name="VillageName">Empty when the person has no linked village.</param>
/// <param name="Phone">Null or empty: stays as it is; likewise <paramref name="IdentityNumber"/>. Kept as protected fields.</param>
public sealed record StaffDraft(string Number, string Name, string Post, string VillageName, string? Phone = null, string? IdentityNumber = null)
{
    /// <summary>Without the protected values: drafts end up in logs and messages.</summary>
    public override string ToString() => $"{Number} {Name}";
}

/// <summary>
/// Adds or updates people of a site by staff number; answers their ids by staff number. Sent from inside an import.
/// Refuses UNKNOWN_VILLAGE when a village name is not one of the site's.
/// </summary>
[Label("保存人员")]
public sealed record SaveStaff(int SiteId, IReadOnlyList<StaffDraft> People) : ICommand<IReadOnlyDictionary<string, Guid>>, ISiteRequest;

/// <summary>People by id, also inactive ones; unknown ids and ids outside the caller's scope are missing in the answer. One statement, no village links.</summary>
public sealed record GetPeople(IReadOnlyList<Guid> Ids) : IQuery<IReadOnlyList<StaffRow>>;

/// <summary>
/// People of the caller's scope, also inactive ones, whose name starts with the text or whose number is the text: at most 200. One statement, no village links.
/// </summary>
/// <param name="SiteId">Null: of the whole scope.</param>
public sealed record FindStaff(string Text, int? SiteId = null) : IQuery<IReadOnlyList<StaffRow>>;

/// <summary>A person who is not on any list yet.</summary>
public sealed record NewStaff(int SiteId, string Number, string Name, string Post);

/// <summary>Adds people of many sites at once, without looking for those already there; answers their ids in the same order. For generated data.</summary>
[Label("新增人员")]
public sealed record AddStaff(IReadOnlyList<NewStaff> People) : ICommand<IReadOnlyList<Guid>>;

/// <summary>A village somebody looks after, from a day to a day.</summary>
/// <param name="IsMain">False: helps with it (协助联系).</param>
/// <param name="From"><see cref="OpenEnd.Ever"/>: nobody wrote down since when.</param>
public sealed record VillageLinkRow(Guid StaffId, int SiteId, Guid VillageId, bool IsMain, DateOnly From, DateOnly To);

/// <summary>All village links of these sites that covered a day; with no day, all there ever were. One statement.</summary>
public sealed record GetVillageLinks(IReadOnlyList<int> SiteIds, DateOnly? Day) : IQuery<IReadOnlyList<VillageLinkRow>>;

/// <param name="IsMain">False: helps with it.</param>
public sealed record VillageChoice(Guid VillageId, bool IsMain);

/// <summary>
/// From a day on a person looks after exactly these villages; what was before that day stays as it was. Refuses UNKNOWN_VILLAGE for a village of
/// another site, NOT_FOUND for a person of another site, DAY_BEFORE_LINKS for a day before a change already recorded.
/// </summary>
[Label("调整联村")]
public sealed record SetVillageLinks(int SiteId, Guid StaffId, IReadOnlyList<VillageChoice> Villages, DateOnly From) : ICommand, ISiteRequest;

/// <param name="Post">Name of the post by assignment; null: no assignment says it any more, and the list's own text may be edited again.</param>
public sealed record StaffPost(Guid StaffId, string? Post);

/// <summary>The staff list's text of the post follows the assignments. Answers how many texts changed. Sent by the organisation alone.</summary>
[Label("名册岗位随任职变动")]
public sealed record SetStaffPosts(IReadOnlyList<StaffPost> Posts) : ICommand<int>, IIdempotent;
