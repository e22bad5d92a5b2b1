using Autofac;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Access;
using Platform.Contracts.Divisions;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Modules;

namespace Platform.TestKit;

/// <summary>The small country of the tests: one county with eight townships, and a township of a neighbour county.</summary>
public static class Places
{
    public const int CountyId = 341_881_000;
    public const int FirstSite = 341_881_101;
    public const int SecondSite = 341_881_102;

    /// <summary>Lies in another county.</summary>
    public const int ForeignSite = 341_882_101;

    public static DivisionScope County { get; } = new(CountyId, CountyId, CountyId + 999);

    public static IReadOnlyList<int> Sites { get; } = [.. Enumerable.Range(FirstSite, 8)];

    public static DivisionScope Site(int id) => new(id, id, id);

    internal static async Task AddAsync(TestPlatform platform)
    {
        await platform.Write<CoreDbContext>(async db =>
        {
            db.AddRange(
                Division(0, "全国", DivisionLevels.Nation, 0, 0, 999_999_999),
                Division(340_000_000, "安徽省", DivisionLevels.Province, 0, 340_000_000, 349_999_999),
                Division(341_800_000, "宣城市", DivisionLevels.City, 340_000_000, 341_800_000, 341_899_999),
                Division(CountyId, "宁国市", DivisionLevels.County, 341_800_000, County.Lo, County.Hi),
                Division(341_882_000, "广德市", DivisionLevels.County, 341_800_000, 341_882_000, 341_882_999),
                Division(ForeignSite, "邻县镇", DivisionLevels.Township, 341_882_000, ForeignSite, ForeignSite));
            db.AddRange(Sites.Select((id, i) => Division(id, $"样镇{i + 1}", DivisionLevels.Township, CountyId, id, id)));
            await db.SaveChangesAsync();
        });
        await platform.App.Services.GetRequiredService<ModuleStates>().EnsureAsync(CancellationToken.None);
    }

    private static Division Division(int id, string name, DivisionLevels levels, int parent, int lo, int hi) => new()
    {
        Id = id,
        Code = id.ToString("000000000", System.Globalization.CultureInfo.InvariantCulture),
        Name = name,
        FullName = name,
        Levels = levels,
        ParentId = parent,
        Lo = lo,
        Hi = hi,
        IsSite = levels.HasFlag(DivisionLevels.Township),
    };
}
