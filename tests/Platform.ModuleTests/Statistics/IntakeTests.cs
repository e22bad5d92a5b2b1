using CsCheck;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Files;
using Platform.Infrastructure.Files.Storage;
using Platform.Statistics;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;
using Platform.Statistics.Features.Intake;
using Platform.Statistics.Features.Residents;
using Platform.Statistics.Features.Waiting;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;
using static Platform.ModuleTests.Statistics.StatisticsWorld;

namespace Platform.ModuleTests.Statistics;

/// <summary>Lists of other offices are matched with the ledger: exactly by number, else by a person.</summary>
public sealed class IntakeTests
{
    private static readonly PageRequest First = new();
    private static readonly Dictionary<string, string> October = new() { [ListImport.MonthOption] = "2026-10" };

    [Theory, DatabaseData]
    public async Task From_a_list_to_the_ledger_and_counts_back_to_the_source(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var (east, west) = await VillagesAsync(platform);
        var known = await Person(platform, east, "林小禾", new(1990, 5, 12), 122);
        var similar = await Person(platform, west, "王建国", new(1962, 3, 4), null);
        await Person(platform, west, "王建国", new(1988, 7, 9), null);
        var number = Number(new(1990, 5, 12), 122);
        var text = $"变动类别,姓名,性别,出生日期,身份证号,村（社区）,变动日期\n迁出,林小禾,女,1990-05-12,{number},,2026-10-08\n死亡,王建国,男,1962-04-03,,西村,2026-10-09\n出生,林小树,男,2026-10-02,,东村,2026-10-02\n迁入,赵六,男,1980-01-01,,,2026-10-03\n死亡,钱七,男,1940-01-01,,北村,2026-10-03\n";
        var flow = Flow(platform, PoliceImport.KindName, October);
        var check = await flow.CheckAsync("四项变动.csv", Csv(text), new Silent(), default);
        Assert.Equal([(6, "村（社区）")], check.Issues.Select(i => (i.Row, i.Column)));
        Assert.False(check.KeepsFile);
        await using (var bad = (await flow.ErrorFileAsync(check.Key, default)).Content)
        {
            using var copy = new MemoryStream();
            await bad.CopyToAsync(copy);
            Assert.True(copy.Length > 0);
        }

        Assert.Equal(new ImportOutcome(5, 4, 0, 1), await flow.ImportAsync(check.Key, goodRowsOnly: true, new Silent(), default));

        // The bytes are gone, the checksum stays; a second click answers what the first did.
        Assert.Equal(0, await platform.Read<CoreDbContext, int>(db => db.Set<StoredContent>().CountAsync()));
        Assert.Equal(new ImportOutcome(5, 4, 0, 1), await flow.ImportAsync(check.Key, goodRowsOnly: true, new Silent(), default));
        Assert.Equal("FILE_GONE", await Code(() => flow.ErrorFileAsync(check.Key, default)));
        var list = Assert.Single((await As(platform, new ListIntakes(First, Site))).Items);
        Assert.Equal((4, 3, 1, 0, 64), (list.Rows, list.Open, list.Applied, list.AlreadyThere, list.Sha256.Length));
        Assert.Equal([new WaitingStatistics(StatisticsWork.SettleRows, 3, list.Id, null)], await As(platform, new GetWaitingStatistics()));

        // The same lines again, in another file and order: nothing is entered twice.
        check = await flow.CheckAsync("又一份.csv", Csv($"姓名,变动日期,变动类别,性别,出生日期,身份证号,村（社区）\n林小禾,2026-10-08,迁出,女,1990-05-12,{number},\n赵六,2026-10-03,迁入,男,1980-01-01,,\n"), new Silent(), default);
        Assert.Equal(new ImportOutcome(2, 0, 2, 0), await flow.ImportAsync(check.Key, goodRowsOnly: false, new Silent(), default));
        Assert.Equal(1, (await As(platform, new ListIntakes(First, Site))).Total);
        Assert.Equal(new DateOnly(2026, 10, 8), (await As(platform, new GetResident(Site, known))).Row.To);

        var rows = (await As(platform, new GetIntakeRows(Site, list.Id, First))).Items;
        var death = rows.Single(r => r.Kind == EventKind.Death);
        var candidates = await As(platform, new GetCandidates(Site, death.Id));
        Assert.Equal((similar, 80), (candidates[0].ResidentId, candidates[0].Score));
        Assert.Equal(2, candidates.Count);
        Assert.Equal("ROWS_OPEN", await Code(() => As(platform, new CloseIntake(Site, list.Id))));
        await As(platform, new ConfirmMatch(Site, death.Id, similar));
        Assert.Equal("ROW_SETTLED", await Code(() => As(platform, new ConfirmMatch(Site, death.Id, similar))));
        Assert.Equal("FROM_LIST", await Code(async () => await As(platform, new VoidPopulationEvent(Site, (await As(platform, new GetResident(Site, similar))).Events[0].Id, "错"))));
        Assert.Equal(1, await As(platform, new RegisterOpenRows(Site, list.Id)));
        Assert.Equal("NOTHING_TO_DO", await Code(() => As(platform, new RegisterOpenRows(Site, list.Id))));
        var newcomer = rows.Single(r => r.Kind == EventKind.MovedIn);
        var registered = await As(platform, new RegisterRow(Site, newcomer.Id, east, Sex.Male, new(1980, 1, 1), ResidenceKind.NotRegistered, "9"));
        await As(platform, new UndoRow(Site, newcomer.Id, "不是本镇的人"));
        Assert.Empty((await As(platform, new SearchResidents(Site, First, "赵六"))).Items);
        Assert.Equal((await As(platform, new GetResident(Site, registered))).Row.From, (await As(platform, new GetResident(Site, registered))).Row.To);
        await As(platform, new DismissRow(Site, newcomer.Id, "不是本镇的人"));
        await As(platform, new CloseIntake(Site, list.Id));
        list = await As(platform, new GetIntake(list.Id));
        Assert.Equal((4, 0, 3, 0, 1), (list.Rows, list.Open, list.Applied, list.AlreadyThere, list.Dismissed));
        Assert.Empty(await As(platform, new GetWaitingStatistics()));
        Assert.All((await As(platform, new GetIntakeRows(Site, list.Id, First))).Items, r => Assert.Equal(("", "", null), (r.Name, r.Number, r.BirthDate)));
        Assert.Equal("LIST_CLOSED", await Code(() => As(platform, new UndoRow(Site, death.Id, "晚了"))));

        // The village that the fifth line names is there now: the same file brings that line, and the list is open for it.
        await AddVillageAsync(platform, "北村");
        check = await flow.CheckAsync("四项变动.csv", Csv(text), new Silent(), default);
        Assert.Equal(0, check.IssueCount);
        await flow.ImportAsync(check.Key, goodRowsOnly: false, new Silent(), default);
        list = await As(platform, new GetIntake(list.Id));
        Assert.Equal((IntakeState.Open, null, 5, 1), (list.State, list.ClosedOn, list.Rows, list.Open));
    }

    [Fact]
    public async Task A_hospital_list_that_names_mothers_is_not_taken()
    {
        await using var platform = await TestPlatform.StartAsync();
        await VillagesAsync(platform);
        var flow = Flow(platform, HospitalImport.KindName, October);
        foreach (var column in new[] { "母亲姓名", "胎次", "分娩方式", "产妇电话", "身份证号" })
        {
            var refused = await Assert.ThrowsAsync<RefusalException>(() => flow.CheckAsync("出生.csv", Csv($"婴儿姓名,性别,出生日期,{column}\n林小树,男,2026-10-02,x\n"), new Silent(), default));
            Assert.Equal("PERSONAL_COLUMNS", refused.Code);
        }

        Assert.Equal(1, (await flow.CheckAsync("出生.csv", Csv("婴儿姓名,性别,出生日期,体检医生\n林小树,男,2026-10-02,x\n"), new Silent(), default)).GoodRows);
        Assert.Equal("OPTION_MISSING", await Code(() => Flow(platform, HospitalImport.KindName, []).CheckAsync("出生.csv", Csv("婴儿姓名,性别,出生日期\n林小树,男,2026-10-02\n"), new Silent(), default)));
    }

    [Theory, DatabaseData]
    public async Task What_the_ledger_knows_already_is_only_ticked_off_and_a_contradiction_waits_for_a_person(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var (east, _) = await VillagesAsync(platform);
        var (there, late) = (await Person(platform, east, "林小禾", new(1990, 5, 12), 122), await Person(platform, east, "周明", new(1991, 1, 1), 131, moved: new(2026, 11, 1)));
        await As(platform, new RecordChange(Site, there, EventKind.Marriage, new(2026, 10, 8)));
        var flow = Flow(platform, MarriageImport.KindName, October);
        var check = await flow.CheckAsync("新婚.csv", Csv($"姓名,身份证号,登记日期\n林小禾,{Number(new(1990, 5, 12), 122)},2026-10-08\n周明,{Number(new(1991, 1, 1), 131)},2026-10-09\n"), new Silent(), default);
        await flow.ImportAsync(check.Key, goodRowsOnly: false, new Silent(), default);
        var list = Assert.Single((await As(platform, new ListIntakes(First, Site))).Items);
        var rows = (await As(platform, new GetIntakeRows(Site, list.Id, First))).Items;
        Assert.Equal([("林小禾", RowState.AlreadyThere, MatchKind.Exact), ("周明", RowState.Open, MatchKind.Exact)], rows.OrderBy(r => r.Line).Select(r => (r.Name, r.State, r.Match)));
        Assert.Equal("BEFORE_ARRIVAL", await Code(() => As(platform, new ConfirmMatch(Site, rows.Single(r => r.State == RowState.Open).Id, late))));
        Assert.Equal(100, (await As(platform, new GetCandidates(Site, rows.Single(r => r.State == RowState.Open).Id)))[0].Score);
    }

    [Theory]
    [InlineData("林小禾", "lxh", "1990-05-12", 100)]
    [InlineData("林小禾", "lxh", "1990-12-05", 80)]
    [InlineData("林晓禾", "lxh", "1990-05-12", 80)]
    [InlineData("林小禾", "lxh", "1971-01-01", 65)]
    [InlineData("王五", "ww", "1990-05-12", 55)]
    [InlineData("王五", "ww", "1990-05-13", 0)]
    public void A_candidate_is_ranked_by_what_agrees(string name, string initials, string birth, int points)
    {
        var village = Guid.NewGuid();
        var listed = new MatchFacts("林小禾", "lxh", new(1990, 5, 12), village, Sex.Female);
        Assert.Equal(points, MatchRules.Score(listed, new MatchFacts(name, initials, DateOnly.Parse(birth, System.Globalization.CultureInfo.InvariantCulture), village, Sex.Female)));
    }

    [Fact]
    public void Another_sex_always_ranks_lower_and_no_score_leaves_its_range() =>
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Int[0, 40], Gen.Bool).Sample((sameName, sameVillage, days, sameSex) =>
        {
            var village = Guid.NewGuid();
            var listed = new MatchFacts("林小禾", "lxh", new(1990, 5, 12), village, Sex.Female);
            MatchFacts Known(Sex sex) => new(sameName ? "林小禾" : "王五", sameName ? "lxh" : "ww", new DateOnly(1990, 5, 12).AddDays(days), sameVillage ? village : Guid.Empty, sex);
            var (same, other) = (MatchRules.Score(listed, Known(Sex.Female)), MatchRules.Score(listed, Known(Sex.Male)));
            return same is >= 0 and <= 100 && other <= same;
        });

    private static Task<Guid> Person(TestPlatform platform, Guid village, string name, DateOnly birth, int? order, DateOnly? moved = null) => As(platform, new RegisterResident(
        Site, village, moved is null ? null : EventKind.MovedIn, name, order is { } odd && odd % 2 == 0 ? Sex.Female : Sex.Male, birth, ResidenceKind.Registered, moved, order is { } number ? Number(birth, number) : null));
}
