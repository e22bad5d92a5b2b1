using System.Text;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Divisions.Changes;
using Platform.Infrastructure.Divisions.History;
using Platform.Infrastructure.Divisions.Import;
using Platform.Infrastructure.Divisions.Pages;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Divisions;

/// <summary>Changes by form, file and job on a real database; today is 2026-11-23.</summary>
public sealed class DivisionChangeTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory, DatabaseData]
    public async Task A_merger_takes_the_unit_out_of_duty_and_its_accounts_along(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var account = await platform.Send(new CreateAccount("clerk-of-1", "经办人", Roles.OfficeClerk, Places.FirstSite));
        var preview = await platform.Send(new PreviewDivisionChange(Merge(Today)));
        Assert.Equal((1, false), (preview.Effects.Accounts, preview.Planned));
        Assert.Contains(Places.FirstSite, await platform.Send(new GetSites(0, 999_999_999)));

        var done = await platform.Send(new RecordDivisionChange(Merge(Today)));
        Assert.True(done.Applied);
        Assert.DoesNotContain(Places.FirstSite, await platform.Send(new GetSites(0, 999_999_999)));
        Assert.Equal([Places.FirstSite], await platform.Send(new GetClosedSites(0, 999_999_999)));
        Assert.Equal([Places.ForeignSite], (await platform.Send(new GetHeirs([Places.FirstSite])))[Places.FirstSite]);
        var assignment = await platform.Read((CoreDbContext db) => db.Set<RoleAssignment>().SingleAsync(r => r.AccountId == account.Id));
        Assert.Equal((Places.ForeignSite, Places.ForeignSite), (assignment.DivisionId, assignment.Lo));

        var details = await platform.Send(new GetDivision(Places.FirstSite));
        Assert.Equal((Today, Places.ForeignSite), (details.ClosedOn, details.Heirs.Single().Id));
        Assert.Equal(Places.FirstSite, (await platform.Send(new GetDivision(Places.ForeignSite))).Predecessors.Single().Id);
        var refused = await Assert.ThrowsAsync<RefusalException>(() => platform.Send(new RecordDivisionChange(Rename(Today, "新名"))));
        Assert.Equal("UNIT_CLOSED", refused.Code);
    }

    [Theory, DatabaseData]
    public async Task Names_and_codes_are_found_as_of_a_day_and_by_either_code(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.Send(new RecordDivisionChange(Rename(new(2026, 3, 1), "新样镇")));
        await platform.Send(new RecordDivisionChange(new(ChangeKind.Recoded, "341881101", new(2026, 6, 1), "文件", NewCode: "341881801")));
        var rows = new List<DivisionOnDay>();
        foreach (var day in new DateOnly[] { new(2026, 2, 28), new(2026, 3, 1), new(2026, 6, 1) })
        {
            rows.Add(Assert.Single(await platform.Send(new GetDivisionsOn([Places.FirstSite], day))));
        }

        Assert.Equal([("341881101", "样镇1"), ("341881101", "新样镇"), ("341881801", "新样镇")], rows.Select(r => (r.Code, r.Name)));
        Assert.Equal(Places.FirstSite, (await platform.Send(new FindDivisionByCode("341881101", new(2026, 5, 31))))?.Id);
        Assert.Null(await platform.Send(new FindDivisionByCode("341881101", new(2026, 6, 1))));
        Assert.Equal(Places.FirstSite, (await platform.Send(new FindDivisionByCode("341881801", Today)))?.Id);
        var list = await platform.Send(new ListDivisions(PageRequest.All(), "样", Day: new(2026, 1, 1)));
        Assert.DoesNotContain(list.Items, r => r.Name == "新样镇");
        var then = await platform.Send(new ListDivisions(PageRequest.All(), ParentId: Places.CountyId, Day: new(2026, 1, 1)));
        Assert.Contains(then.Items, r => (r.Code, r.Name) == ("341881101", "样镇1"));
        Assert.Equal(2, (await platform.Send(new ListDivisionChanges(PageRequest.All(), From: new(2026, 1, 1)))).Total);
    }

    [Theory, DatabaseData]
    public async Task A_planned_change_waits_for_its_day_and_happens_once(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var day = Today.AddDays(5);
        Assert.False((await platform.Send(new RecordDivisionChange(Merge(day)))).Applied);
        await platform.Send(new ApplyPlannedChanges());
        Assert.Contains(Places.FirstSite, await platform.Send(new GetSites(0, 999_999_999)));

        // What is planned counts: on that day the township no longer is.
        var refused = await Assert.ThrowsAsync<RefusalException>(() => platform.Send(new PreviewDivisionChange(Rename(day.AddDays(1), "新名"))));
        Assert.Equal("UNIT_CLOSED", refused.Code);
        platform.Clock.Advance(TimeSpan.FromDays(5));
        await platform.Send(new ApplyPlannedChanges());
        await platform.Send(new ApplyPlannedChanges());
        var division = await platform.Read((CoreDbContext db) => db.Set<Division>().SingleAsync(d => d.Id == Places.FirstSite));
        Assert.Equal(day, division.ClosedOn);
        Assert.Equal(1, await platform.Read((CoreDbContext db) => db.Set<DivisionVersion>().CountAsync()));
        Assert.Equal(ChangeState.Applied, (await platform.Send(new ListDivisionChanges(PageRequest.All()))).Items.Single().State);
    }

    [Theory, DatabaseData]
    public async Task A_cancelled_change_does_not_happen(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var planned = await platform.Send(new RecordDivisionChange(Merge(Today.AddDays(1))));
        await platform.Send(new CancelPlannedChange(planned.Id, "文件作废"));
        platform.Clock.Advance(TimeSpan.FromDays(2));
        await platform.Send(new ApplyPlannedChanges());
        Assert.Contains(Places.FirstSite, await platform.Send(new GetSites(0, 999_999_999)));
    }

    [Theory, DatabaseData]
    public async Task A_change_file_is_checked_line_by_line_and_done_all_or_not_at_all(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        const string Header = "变更类型,代码,新名称,新代码,上级代码,继承单位,生效日期,依据\n";
        const string Good = Header
            + "设立,341881120,新镇,,341881000,,2026-10-01,文件\n"
            + "拆分,341881101,,,,341881102:60;341881120:40,2026-11-01,文件\n"
            + "划转,341881103,,341882130,341882000,,2026-11-01,文件\n";
        var bad = await platform.Send(File(Good + "并入,341881104,,,,341881104,,文件\n,341881105,,,,,,\n合并,341881106,,,,,,\n", dryRun: true));
        Assert.Equal((5, 2), (bad.Total, bad.Bad));
        Assert.Equal([5, 7], bad.Lines.Where(l => l.Problem is not null).Select(l => l.Row));
        await Assert.ThrowsAsync<RefusalException>(() => platform.Send(File(Good + "并入,341881104,,,,341881104,,文件\n")));
        Assert.Equal(9, (await platform.Send(new GetSites(0, 999_999_999))).Count);

        Assert.Equal(0, (await platform.Send(File(Good, dryRun: true))).Bad);
        Assert.Equal((0, 0), await Count(platform));
        await platform.Send(File(Good));
        var sites = await platform.Send(new GetSites(0, 999_999_999));
        Assert.Contains(341_881_120, sites);
        Assert.Contains(341_882_130, sites);
        Assert.DoesNotContain(Places.FirstSite, sites);
        Assert.Equal([Places.SecondSite, 341_881_120], (await platform.Send(new GetHeirs([Places.FirstSite])))[Places.FirstSite]);
    }

    [Theory, DatabaseData]
    public async Task A_list_proposes_a_recode_and_holds_it_back_until_it_is_decided(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        const string Head = "level,code,name,county,city,province\n";
        static string Line(string code, string name) => $"township,{code},{name},广德市,宣城市,安徽省\n";
        await platform.Send(new ImportDivisions("一.csv", Encoding.UTF8.GetBytes(Head + Line("341882101", "邻县镇") + Line("341882102", "誓节镇") + Line("341882103", "柏垫镇")), EffectiveOn: new(2026, 1, 1)));
        var next = Encoding.UTF8.GetBytes(Head + Line("341882101", "邻县镇") + Line("341882202", "誓节街道") + Line("341882104", "东亭乡"));

        var told = await platform.Send(new ImportDivisions("二.csv", next, DryRun: true));
        Assert.Equal((1, 2, 1), (told.AddedDivisions, told.Missing, told.HeldBack));
        Assert.Equal([("并入", "341882103"), ("变更代码", "341882102")], told.Proposals.Select(p => (p.Kind, p.Code)));
        await platform.Send(new ImportDivisions("二.csv", next));
        Assert.Null(await platform.Send(new FindDivisionByCode("341882202", Today)));
        Assert.Equal(ChangeKind.Added, Assert.Single((await platform.Send(new ListDivisionChanges(PageRequest.All(), "341882104"))).Items).Kind);

        await platform.Send(new ImportDivisions("二.csv", next, AcceptRecodes: true));
        var found = await platform.Send(new FindDivisionByCode("341882202", Today));
        Assert.Equal((341_882_102, "誓节街道"), (found?.Id, found?.Name));
        Assert.Equal(341_882_102, (await platform.Send(new FindDivisionByCode("341882102", Today.AddDays(-1))))?.Id);
        var again = await platform.Send(new ImportDivisions("二.csv", next, AcceptRecodes: true));
        Assert.Equal((0, 0, 0, 1), (again.AddedDivisions, again.Renamed, again.HeldBack, again.Missing));
    }

    private static ChangeForm Merge(DateOnly day) => new(ChangeKind.Merged, "341881101", day, "皖民区字〔2026〕3号", Successors: "341882101");

    private static ChangeForm Rename(DateOnly day, string name) => new(ChangeKind.Renamed, "341881101", day, "皖民区字〔2026〕3号", name);

    private static ImportDivisionChanges File(string text, bool dryRun = false) => new("变更.csv", Encoding.UTF8.GetBytes(text), dryRun);

    private static Task<(int Versions, int Changes)> Count(TestPlatform platform) => platform.Read<CoreDbContext, (int, int)>(async db =>
        (await db.Set<DivisionVersion>().CountAsync(), await db.Set<DivisionChange>().CountAsync()));
}
