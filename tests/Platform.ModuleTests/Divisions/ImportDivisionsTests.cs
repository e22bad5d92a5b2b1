using System.Text;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Demo;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Divisions.Import;
using Platform.Infrastructure.Modules.Switching;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Divisions;

public class ImportDivisionsTests
{
    private const string Header = "level,code,name,county,city,province\n";

    private const string Guangde = Header
        + "township,341882101,新桃州街道,广德市,宣城市,安徽省\n"
        + "township,341882102,誓节镇,广德市,宣城市,安徽省\n"
        + "village,341882102201,誓节村,广德市,宣城市,安徽省\n";

    [Theory]
    [DatabaseData]
    public async Task A_dry_run_tells_the_differences_and_changes_nothing(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var before = await Divisions(platform);
        var told = await platform.Send(Import(Guangde, dryRun: true));
        Assert.Equal((1, 1), (told.AddedDivisions, told.AddedVillages));
        Assert.Contains(told.First, d => d is { Kind: "更名", Code: "341882101", OldName: "邻县镇" });
        Assert.Equal(before.Select(d => (d.Id, d.Name)), (await Divisions(platform)).Select(d => (d.Id, d.Name)));

        var done = await platform.Send(Import(Guangde));
        Assert.Equal((told.AddedDivisions, told.AddedVillages, told.Renamed, told.Unchanged), (done.AddedDivisions, done.AddedVillages, done.Renamed, done.Unchanged));
    }

    [Theory]
    [DatabaseData]
    public async Task A_second_import_finds_nothing_to_do(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.Send(Import(Guangde));
        var village = Assert.Single(await platform.Send(new GetVillages([341_882_102])));
        var again = await platform.Send(Import(Guangde));
        Assert.Equal((0, 0, 0, 0), (again.AddedDivisions, again.AddedVillages, again.Renamed, again.Missing));
        Assert.Empty(again.First);
        Assert.Equal(village, Assert.Single(await platform.Send(new GetVillages([341_882_102]))));
    }

    [Theory]
    [DatabaseData]
    public async Task A_new_name_of_a_county_reaches_the_full_names_below_and_no_id_moves(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.Send(Import(Guangde));
        var village = Assert.Single(await platform.Send(new GetVillages([341_882_102])));
        var told = await platform.Send(Import(Guangde.Replace("广德市", "广德新区").Replace("誓节村", "誓节社区")));
        Assert.Equal((0, 0, 4), (told.AddedDivisions, told.AddedVillages, told.Renamed));
        var rows = (await platform.Send(new GetDivisions([341_882_000, 341_882_102]))).ToDictionary(d => d.Id);
        Assert.Equal("广德新区", rows[341_882_000].Name);
        Assert.Equal("安徽省宣城市广德新区誓节镇", rows[341_882_102].FullName);
        Assert.Equal(village with { Name = "誓节社区" }, Assert.Single(await platform.Send(new GetVillages([341_882_102]))));
    }

    [Theory]
    [DatabaseData]
    public async Task A_county_that_is_a_township_too_becomes_a_site_when_a_file_says_so(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.Send(Import(Header + "township,350527101,金沙镇,金门县,泉州市,福建省\n"));
        Assert.DoesNotContain(350_527_000, await platform.Send(new GetSites(350_000_000, 359_999_999)));
        await platform.Send(Import(Header + "township,350527000,金门县,金门县,泉州市,福建省\n"));
        Assert.Equal([350_527_000, 350_527_101], await platform.Send(new GetSites(350_000_000, 359_999_999)));
        var row = Assert.Single(await platform.Send(new GetDivisions([350_527_000])));
        Assert.Equal((DivisionLevels.County | DivisionLevels.Township, 350_527_999), (row.Levels, row.Hi));
    }

    [Theory]
    [DatabaseData]
    public async Task A_village_without_its_township_is_refused_with_the_whole_file(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var refused = await Assert.ThrowsAsync<RefusalException>(() => platform.Send(Import(Guangde + "village,341882999201,孤村,广德市,宣城市,安徽省\n")));
        Assert.Equal("UNKNOWN_SITE", refused.Code);
        Assert.Contains("孤村", refused.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(await Divisions(platform), d => d.Name == "誓节镇");
    }

    [Theory]
    [DatabaseData]
    public async Task New_townships_take_the_switches_of_the_nearest_division_above_that_was_known(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.Send(new SwitchModule("staff-attendance", 341_800_000, false));
        await platform.Send(Import(Header + "township,341821101,建平镇,郎溪县,宣城市,安徽省\n" + "township,340102101,大兴镇,瑶海区,合肥市,安徽省\n"));
        Assert.Equal([340_102_101], await platform.Send(new GetEnabledSites("staff-attendance", [340_102_101, 341_821_101])));
    }

    [Fact]
    public async Task Who_may_not_maintain_divisions_imports_none()
    {
        await using var platform = await TestPlatform.StartAsync();
        var refused = await Assert.ThrowsAsync<RefusalException>(() => platform.SendAs(DivisionScope.Nation, [CorePermissions.ViewDivisions], Import(Guangde)));
        Assert.Equal("NO_PERMISSION", refused.Code);
    }

    [Theory]
    [DatabaseData]
    public async Task The_carried_data_loads_the_country_and_loads_again_without_change(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.Send(new LoadReferenceData());
        var sites = await platform.Send(new GetSites(0, 999_999_999));
        // At most nine townships of the tests are none of the country's.
        Assert.InRange(sites.Count, 41_352, 41_352 + 9);
        Assert.Contains(350_527_000, sites);
        Assert.Equal(117, (await platform.Send(new GetVillages([.. await platform.Send(new GetSites(341_881_000, 341_881_999))]))).Count);
        var before = await Count(platform);
        await platform.Send(new LoadReferenceData());
        Assert.Equal(before, await Count(platform));
    }

    private static ImportDivisions Import(string text, bool dryRun = false) => new("区划.csv", Encoding.UTF8.GetBytes(text), dryRun);

    private static Task<List<Division>> Divisions(TestPlatform platform) =>
        platform.Read<CoreDbContext, List<Division>>(db => db.Set<Division>().AsNoTracking().OrderBy(d => d.Id).ToListAsync());

    private static Task<(int Divisions, int Villages)> Count(TestPlatform platform) =>
        platform.Read<CoreDbContext, (int, int)>(async db => (await db.Set<Division>().CountAsync(), await db.Set<Village>().CountAsync()));
}
