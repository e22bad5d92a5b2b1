using Platform.Contracts.Messaging;

namespace Platform.Contracts.Staff;

/// <param name="Number">Staff number, unique inside the site.</param>
/// <param name="Post">Chinese name of the post.</param>
/// <param name="VillageIds">Linked villages, the main one first.</param>
public sealed record StaffRow(Guid Id, int SiteId, string Number, string Name, string Post, bool Active, IReadOnlyList<Guid> VillageIds);

/// <summary>Staff of the given sites. Two statements.</summary>
public sealed record GetStaff(IReadOnlyList<int> SiteIds, bool IncludeInactive = false) : IQuery<IReadOnlyList<StaffRow>>;

/// <param name="VillageName">Empty when the person has no linked village.</param>
public sealed record StaffDraft(string Number, string Name, string Post, string VillageName);

/// <summary>
/// Adds or updates people of a site by staff number; answers their ids by staff number. Sent from inside an import.
/// Refuses UNKNOWN_VILLAGE when a village name is not one of the site's.
/// </summary>
public sealed record SaveStaff(int SiteId, IReadOnlyList<StaffDraft> People) : ICommand<IReadOnlyDictionary<string, Guid>>, ISiteRequest;
