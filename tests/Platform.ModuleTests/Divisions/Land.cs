using System.Globalization;
using Platform.Contracts.Divisions;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Divisions.Changes;
using Platform.Infrastructure.Divisions.History;

namespace Platform.ModuleTests.Divisions;

/// <summary>A small province in memory: two counties with three townships each, two villages per township.</summary>
internal sealed class Land
{
    public const string FirstCounty = "341881000";
    public const string SecondCounty = "341882000";
    private readonly List<DivisionVersion> versions = [];

    public Land()
    {
        Divisions.Add(New(0, "全国", DivisionLevels.Nation, 0, 999_999_999, 0));
        Divisions.Add(New(340_000_000, "安徽省", DivisionLevels.Province, 0, 9_999_999, 0));
        Divisions.Add(New(341_800_000, "宣城市", DivisionLevels.City, 340_000_000, 99_999, 340_000_000));
        foreach (var county in new[] { 341_881_000, 341_882_000 })
        {
            Divisions.Add(New(county, $"县{county / 1000 % 10}", DivisionLevels.County, 341_800_000, 999, 341_800_000));
            for (var i = 101; i <= 103; i++)
            {
                Divisions.Add(New(county + i, $"镇{county / 1000 % 10}{i}", DivisionLevels.Township, county, 0, county));
                Villages.AddRange([Village(county + i, 201), Village(county + i, 202)]);
            }
        }

        Book = new DivisionBook(Divisions, Villages, [], []);
    }

    public List<Division> Divisions { get; } = [];

    public List<Village> Villages { get; } = [];

    public DivisionBook Book { get; }

    public IEnumerable<DivisionVersion> Versions => versions.Concat(Book.Result.Versions);

    public IEnumerable<Division> All => Divisions.Concat(Book.Result.Divisions);

    public IEnumerable<Village> AllVillages => Villages.Concat(Book.Result.Villages);

    public static DateOnly Day(int number) => new DateOnly(2026, 1, 1).AddDays(number);

    public DivisionChange Apply(
        ChangeKind kind, string code, int day, string name = "", string newCode = "", string parent = "", string successors = "")
    {
        var change = new DivisionChange
        {
            Kind = kind,
            Code = code,
            Name = kind == ChangeKind.Added ? name : "",
            NewName = kind == ChangeKind.Added ? "" : name,
            EffectiveOn = Day(day),
            NewCode = newCode,
            ParentCode = parent,
            Successors = successors,
        };
        ChangeRules.Apply(Book, change);
        return change;
    }

    public IReadOnlyList<DivisionOnDay> On(int day) => DayBook.On(All, Versions.Where(v => v.VillageId == Guid.Empty), Day(day));

    private static Division New(int id, string name, DivisionLevels level, int parent, int width, int full) => new()
    {
        Id = id,
        Code = id.ToString("000000000", CultureInfo.InvariantCulture),
        Name = name,
        FullName = $"{full}/{name}",
        ParentId = parent,
        Levels = level,
        IsSite = level == DivisionLevels.Township,
        Lo = id,
        Hi = id + width,
    };

    private static Village Village(int site, int number) => new() { SiteId = site, Code = $"{site}{number}", Name = $"村{number}" };
}
