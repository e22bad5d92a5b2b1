using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Divisions.History;

namespace Platform.Infrastructure.Divisions.Changes;

/// <summary>
/// The units a change concerns, in memory, with what follows from the changes applied to them. Knows no database: the loader brings the rows, the
/// writer takes <see cref="Result"/>. Only what the changes name, what lies below it and its villages need to be there.
/// </summary>
internal sealed class DivisionBook
{
    private readonly Dictionary<int, Division> divisions;
    private readonly Dictionary<string, Division> divisionsByCode;
    private readonly Dictionary<Guid, Village> villages;
    private readonly Dictionary<string, Village> villagesByCode;
    private readonly Dictionary<(int, Guid), List<DivisionVersion>> versions;

    public DivisionBook(IEnumerable<Division> divisions, IEnumerable<Village> villages, IEnumerable<DivisionVersion> versions, IEnumerable<DivisionHeir> heirs)
    {
        this.divisions = divisions.ToDictionary(d => d.Id);
        divisionsByCode = this.divisions.Values.Where(d => d.Code.Length > 0).ToDictionary(d => d.Code);
        this.villages = villages.ToDictionary(v => v.Id);
        villagesByCode = this.villages.Values.ToDictionary(v => v.Code);
        this.versions = versions.GroupBy(v => (v.DivisionId, v.VillageId)).ToDictionary(g => g.Key, g => g.OrderBy(v => v.Until).ToList());
        Heirs = new HeirBook(heirs, Result);
    }

    public BookResult Result { get; } = new();

    public HeirBook Heirs { get; }

    public Division? Find(int id) => divisions.GetValueOrDefault(id);

    public Division? FindDivision(string code) => divisionsByCode.GetValueOrDefault(code);

    public Village? FindVillage(string code) => villagesByCode.GetValueOrDefault(code);

    public IEnumerable<Division> Below(Division division) => divisions.Values.Where(d => d.ParentId == division.Id && d.Id != division.Id);

    public IEnumerable<Division> LivingBelow(Division division) => Below(division).Where(d => d.ClosedOn is null);

    public IEnumerable<Village> LivingVillages(Division division) => villages.Values.Where(v => v.SiteId == division.Id && v.ClosedOn is null);

    /// <summary>Whether another unit uses the code on <paramref name="from"/> or later. Codes of closed units are not given again.</summary>
    public string? UserOf(string code, DateOnly from, int divisionId, Guid villageId)
    {
        if (code.Length == 12 ? FindVillage(code) is { } village && village.Id != villageId : FindDivision(code) is { } division && division.Id != divisionId)
        {
            return code.Length == 12 ? FindVillage(code)!.Name : FindDivision(code)!.FullName;
        }

        return versions.Values.SelectMany(v => v)
            .FirstOrDefault(v => v.Code == code && !v.Closed && v.Until > from && (v.DivisionId, v.VillageId) != (divisionId, villageId))?.FullName;
    }

    /// <summary>Day of the unit's newest change; the day it was opened where it never changed.</summary>
    public DateOnly LastChange(Division division) => Last(division.Id, Guid.Empty) ?? division.OpenedOn;

    public DateOnly LastChange(Village village) => Last(0, village.Id) ?? village.OpenedOn;

    public void Keep(Division division, DateOnly until) => Keep(DivisionVersion.Of(division, until), division.OpenedOn);

    public void Keep(Village village, DateOnly until) => Keep(DivisionVersion.Of(village, until), village.OpenedOn);

    public void Add(Division division)
    {
        divisions.Add(division.Id, division);
        divisionsByCode.Add(division.Code, division);
        Result.Divisions.Add(division);
    }

    public void Add(Village village)
    {
        villages.Add(village.Id, village);
        villagesByCode.Add(village.Code, village);
        Result.Villages.Add(village);
    }

    public void Recode(Division division, string code)
    {
        divisionsByCode.Remove(division.Code);
        division.Code = code;
        divisionsByCode.Add(code, division);
    }

    public void Recode(Village village, string code)
    {
        villagesByCode.Remove(village.Code);
        village.Code = code;
        villagesByCode.Add(code, village);
    }

    /// <summary>
    /// A number for a new division: its code, or where that number is taken or lies outside its parent (which was recoded itself), the highest free
    /// block of the parent. Never changes afterwards.
    /// </summary>
    public int NumberFor(int code, int width, Division parent) => FreeNumber(code, width, parent.Lo, parent.Hi, divisions.Keys)
        ?? throw new RefusalException("NO_NUMBER", $"“{parent.FullName}”下没有空的编号了，请先核对其下的区划。", RefusalKind.Refused);

    internal static int? FreeNumber(int code, int width, int lo, int hi, ICollection<int> taken)
    {
        var known = taken as IReadOnlySet<int> ?? taken.ToHashSet();
        bool Free(int number) => number > lo && number + width <= hi && !known.Contains(number);
        if (Free(code))
        {
            return code;
        }

        for (var number = hi - width; number > lo; number -= width + 1)
        {
            if (Free(number) && (width == 0 || !known.Any(k => k > number && k <= number + width)))
            {
                return number;
            }
        }

        return null;
    }

    private DateOnly? Last(int divisionId, Guid villageId) => versions.TryGetValue((divisionId, villageId), out var known) ? known[^1].Until : null;

    // A state that did not last a day leaves no version.
    private void Keep(DivisionVersion version, DateOnly openedOn)
    {
        var key = (version.DivisionId, version.VillageId);
        if (version.Until <= openedOn || Last(version.DivisionId, version.VillageId) >= version.Until)
        {
            return;
        }

        versions.TryAdd(key, []);
        versions[key].Add(version);
        Result.Versions.Add(version);
    }
}

/// <summary>New rows and consequences of the applied changes; changed rows are those of the book themselves.</summary>
internal sealed class BookResult
{
    public List<Division> Divisions { get; } = [];

    public List<Village> Villages { get; } = [];

    public List<DivisionVersion> Versions { get; } = [];

    public List<DivisionSuccessor> Successors { get; } = [];

    public List<DivisionHeir> NewHeirs { get; } = [];

    public List<DivisionHeir> GoneHeirs { get; } = [];

    /// <summary>Closed division and the one its accounts work in from now on.</summary>
    public List<(int From, int To)> AccountMoves { get; } = [];

    /// <summary>A township that moved keeps its module switches under its new number.</summary>
    public List<(int From, int To)> SwitchCopies { get; } = [];

    /// <summary>Something was closed or reopened: who reads and writes what changes with the next request.</summary>
    public bool ScopesChanged { get; set; }
}
