using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Trail;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;
using Platform.Statistics.Features.Residents;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;
using static Platform.ModuleTests.Statistics.StatisticsWorld;

namespace Platform.ModuleTests.Statistics;

/// <summary>People come onto the ledger, move and leave; what was written wrong is mended with a trail.</summary>
public sealed class LedgerTests
{
    private static readonly PageRequest First = new();

    [Theory, DatabaseData]
    public async Task Somebody_is_registered_found_moved_and_leaves(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var (east, west) = await VillagesAsync(platform);
        var birth = new DateOnly(1990, 5, 12);
        var register = new RegisterResident(Site, east, null, "林小禾", Sex.Female, birth, ResidenceKind.Registered, IdentityNumber: Number(birth, 122), Household: "0031", Group: "第三组", Address: "东村第三组5号");
        var id = await As(platform, register);
        Assert.Equal("NUMBER_TAKEN", await Code(() => As(platform, register with { Name = "另一人" })));
        Assert.Equal("SIMILAR_PERSON", await Code(() => As(platform, register with { IdentityNumber = null })));
        Assert.Equal("NOT_HERE", await Code(() => As(platform, register with { VillageId = Guid.NewGuid(), IdentityNumber = null, Name = "王五" })));
        Assert.Equal("IN_FUTURE", await Code(() => As(platform, register with { Arrival = EventKind.MovedIn, On = Today.AddDays(1), IdentityNumber = null, Name = "王五" })));
        var twin = await As(platform, register with { IdentityNumber = null, Confirmed = true, Household = null, Address = null });

        Assert.Equal([id, twin], (await Found(platform, "林小禾")).Select(r => r.Id).Order());
        Assert.Equal([id, twin], (await Found(platform, "lxh")).Select(r => r.Id).Order());
        Assert.Equal(2, (await Found(platform, "林")).Count);
        var row = Assert.Single(await Found(platform, Number(birth, 122)));
        Assert.Equal(("东村", "第三组", "0031", "9900**********" + Number(birth, 122)[^4..]), (row.Village, row.GroupName, row.Household, row.Number));
        Assert.Equal([id], (await As(platform, new SearchResidents(Site, First, null, east, "0031"))).Items.Select(r => r.Id));
        Assert.Empty((await As(platform, new SearchResidents(Site, First))).Items);

        Assert.Equal("NOTHING_CHANGES", await Code(() => As(platform, new TransferResident(Site, id, east, ResidenceKind.Registered, Today))));
        Assert.Equal("BEFORE_ARRIVAL", await Code(() => As(platform, new TransferResident(Site, id, west, ResidenceKind.Registered, birth.AddDays(-1)))));
        var moved = await As(platform, new TransferResident(Site, id, west, ResidenceKind.Away, Today.AddDays(-3), "0007"));
        Assert.Equal(moved, Assert.Single(await Found(platform, Number(birth, 122))).Id);
        Assert.Equal("NOT_RESIDENT", await Code(() => As(platform, new RecordChange(Site, id, EventKind.Death, Today))));
        var detail = await As(platform, new GetResident(Site, moved));
        Assert.Equal((id, ResidenceKind.Away, "西村"), (detail.Previous!.Value, detail.Row.Residence, detail.Row.Village));
        await As(platform, new RecordChange(Site, moved, EventKind.MovedOut, Today));
        Assert.Empty(await Found(platform, Number(birth, 122)));
        Assert.Equal(2, (await As(platform, new SearchResidents(Site, First, Number(birth, 122), Left: true))).Total);

        // Undone in the order it was done: the last first.
        detail = await As(platform, new GetResident(Site, moved));
        var (left, came) = (detail.Events.Single(e => e.Kind == EventKind.MovedOut), detail.Events.Single(e => e.Kind == EventKind.TransferIn));
        Assert.Equal("LATER_EVENT", await Code(() => As(platform, new VoidPopulationEvent(Site, came.Id, "登错人"))));
        await As(platform, new VoidPopulationEvent(Site, left.Id, "没有迁出"));
        Assert.Equal("ALREADY_VOID", await Code(() => As(platform, new VoidPopulationEvent(Site, left.Id, "再来"))));
        await As(platform, new VoidPopulationEvent(Site, came.Id, "登错人"));
        Assert.Equal(id, Assert.Single(await Found(platform, Number(birth, 122))).Id);

        await As(platform, new CorrectResident(Site, id, "林晓禾", Sex.Male, birth, "字写错"));
        row = Assert.Single(await Found(platform, "林晓禾"));
        Assert.False(row.NumberDisagrees);
        await As(platform, new CorrectResident(Site, id, "林晓禾", Sex.Male, birth, "补证号", Number(birth, 122)));
        Assert.True(Assert.Single(await Found(platform, "林晓禾")).NumberDisagrees);
        Assert.Equal("NOT_FOUND", await Code(() => As(platform, new GetResident(Places.SecondSite, id), Places.SecondSite)));
    }

    [Fact]
    public async Task No_number_or_address_lies_open_and_every_look_stands_in_the_trail()
    {
        await using var platform = await TestPlatform.StartAsync();
        var (east, _) = await VillagesAsync(platform);
        var birth = new DateOnly(1990, 5, 12);
        var id = await As(platform, new RegisterResident(Site, east, null, "林小禾", Sex.Female, birth, ResidenceKind.Registered, IdentityNumber: Number(birth, 122), Household: "1", Address: "东村5号"));
        await Found(platform, "林小禾");
        await As(platform, new GetResident(Site, id));
        var trail = await platform.Read<CoreDbContext, List<TrailEntry>>(db => db.Set<TrailEntry>().ToListAsync());
        Assert.Equal(1, trail.Count(t => t.Action == nameof(SearchResidents)));
        Assert.Equal(1, trail.Count(t => t.Action == nameof(GetResident)));
        Assert.DoesNotContain(trail, t => System.Text.Json.JsonSerializer.Serialize(t).Contains(Number(birth, 122), StringComparison.Ordinal));
        var stored = await platform.Read<StatisticsDbContext, string>(async db => (await db.Database.SqlQueryRaw<string>("SELECT IdentityNumber || (SELECT Address FROM sta_Household) AS Value FROM sta_Resident").ToListAsync())[0]);
        Assert.DoesNotContain("990000", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("东村", stored, StringComparison.Ordinal);
    }

    [Theory, DatabaseData]
    public async Task The_ledger_begins_from_a_list_and_bad_rows_come_back(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await VillagesAsync(platform);
        var flow = Flow(platform, ResidentImport.KindName, []);
        var number = Number(new(1990, 5, 12), 122);
        var text = $"村（社区）,居民小组,户号,姓名,性别,出生日期,身份证号,居住类别\n东村,第三组,31,林小禾,女,1990-05-12,{number},户籍常住\n西村,,7,王建国,男,1962/3/4,,户籍外出\n北村,,1,赵六,男,1980-01-01,,户籍常住\n东村,,31,林小树,男,2027-01-01,,户籍常住\n";
        var check = await flow.CheckAsync("台账.csv", Csv(text, System.Text.CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!), new Silent(), default);
        Assert.Equal([(4, "村（社区）"), (5, "出生日期")], check.Issues.Select(i => (i.Row, i.Column)).Order());
        Assert.Equal(new ImportOutcome(4, 2, 0, 2), await flow.ImportAsync(check.Key, goodRowsOnly: true, new Silent(), default));
        check = await flow.CheckAsync("台账.csv", Csv($"村（社区）,姓名,性别,出生日期,身份证号,居住类别\n西村,林小禾,女,1990-05-12,{number},户籍常住\n西村,王建国,男,1962-03-04,,户籍外出\n东村,林小树,男,2020-01-01,,户籍常住\n"), new Silent(), default);
        Assert.Equal(new ImportOutcome(3, 1, 2, 0), await flow.ImportAsync(check.Key, goodRowsOnly: false, new Silent(), default));
        Assert.Equal([("林小禾", "31"), ("林小树", "")], (await As(platform, new SearchResidents(Site, First, "林"))).Items.Select(r => (r.Name, r.Household)).Order());
        var refused = await Assert.ThrowsAsync<RefusalException>(() => flow.CheckAsync("台账.csv", Csv("村（社区）,姓名,性别,出生日期,居住类别,手机号\n"), new Silent(), default));
        Assert.Equal("PERSONAL_COLUMNS", refused.Code);
    }

    [Fact]
    public async Task A_village_officer_sees_nobody()
    {
        await using var platform = await TestPlatform.StartAsync();
        var refused = await Assert.ThrowsAsync<RefusalException>(() => platform.SendAs(Places.Site(Site), ["statistics.view"], new SearchResidents(Site, First, "林")));
        Assert.Equal("NO_PERMISSION", refused.Code);
    }

    private static async Task<IReadOnlyList<ResidentRow>> Found(TestPlatform platform, string text) => (await As(platform, new SearchResidents(Site, First, text))).Items;
}
