using Platform.Contracts.Messaging;

namespace Platform.Contracts.Divisions;

/// <summary>Bits, because codes of several levels can coincide (441900 is county and city).</summary>
[Flags]
public enum DivisionLevels { None = 0, Nation = 1, Province = 2, City = 4, County = 8, Township = 16 }

/// <param name="Id">The 9-digit code first loaded, as int; a province, city or county is zero-padded at the end.</param>
public sealed record DivisionRow(int Id, string Code, string Name, string FullName, DivisionLevels Levels, int ParentId, int Lo, int Hi);

/// <param name="Code">12 digits.</param>
public sealed record VillageRow(Guid Id, int SiteId, string Code, string Name);

/// <summary>Villages of the given sites, in code order. One statement.</summary>
public sealed record GetVillages(IReadOnlyList<int> SiteIds) : IQuery<IReadOnlyList<VillageRow>>;

/// <summary>Divisions by id; unknown ids are missing in the answer. One statement.</summary>
public sealed record GetDivisions(IReadOnlyList<int> Ids) : IQuery<IReadOnlyList<DivisionRow>>;

/// <summary>Ids of all townships (sites) in an interval of division ids, ascending. One statement.</summary>
public sealed record GetSites(int Lo, int Hi) : IQuery<IReadOnlyList<int>>;
