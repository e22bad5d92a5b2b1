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
/// <param name="IncludeClosed">Also those that are no more: for the names in old records.</param>
public sealed record GetVillages(IReadOnlyList<int> SiteIds, bool IncludeClosed = false) : IQuery<IReadOnlyList<VillageRow>>;

/// <summary>A division as it was on a day.</summary>
/// <param name="Code">The code it had then, 9 digits.</param>
/// <param name="Exists">False: not opened yet, or closed. The rest then says how it was last.</param>
public sealed record DivisionOnDay(int Id, string Code, string Name, string FullName, int ParentId, bool Exists);

/// <summary>Divisions by id as they were on a day; unknown ids are missing in the answer. Two statements.</summary>
public sealed record GetDivisionsOn(IReadOnlyList<int> Ids, DateOnly Day) : IQuery<IReadOnlyList<DivisionOnDay>>;

/// <summary>The division that had the 9-digit code on a day; null when none had. Two statements.</summary>
public sealed record FindDivisionByCode(string Code, DateOnly Day) : IQuery<DivisionOnDay?>;

/// <summary>
/// Who follows closed divisions today: each with the living divisions that read its rows, the main one first. Living ids are missing in the answer.
/// One statement.
/// </summary>
public sealed record GetHeirs(IReadOnlyList<int> ClosedIds) : IQuery<IReadOnlyDictionary<int, IReadOnlyList<int>>>;

/// <summary>Divisions by id; unknown ids are missing in the answer. One statement.</summary>
public sealed record GetDivisions(IReadOnlyList<int> Ids) : IQuery<IReadOnlyList<DivisionRow>>;

/// <summary>Ids of all living townships (sites) in an interval of division ids, ascending: closed ones owe nothing any more. One statement.</summary>
public sealed record GetSites(int Lo, int Hi) : IQuery<IReadOnlyList<int>>;

/// <summary>
/// Living townships anywhere in the country by the beginning of the name, of its pinyin initials or of the code, at most 20: names of townships are public, and a request to another
/// office needs one. Of several words, the last is the township's and the others are found in its full name: "宁国 中溪". A last word of less than two characters finds nothing. One statement.
/// </summary>
public sealed record SearchSites(string Text) : IQuery<IReadOnlyList<DivisionRow>>;

/// <summary>Ids of the closed townships (sites) in an interval of division ids, ascending. One statement.</summary>
public sealed record GetClosedSites(int Lo, int Hi) : IQuery<IReadOnlyList<int>>;
