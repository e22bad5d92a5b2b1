using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Staff.Register;
using Platform.Organisation;
using Platform.Organisation.Features.Bodies;
using Platform.Organisation.Features.People;
using Platform.Organisation.Features.Posts;
using Platform.Organisation.Features.Villages;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Organisation;

/// <summary>Bodies, posts, assignments and villages on a real database.</summary>
public class PostTests
{
    [Theory, DatabaseData]
    public async Task Holders_are_those_of_the_day_and_the_staff_list_follows(DatabaseKind kind)
    {
        await using var town = await Township.StartAsync(kind);
        var today = Township.Today;
        await town.Send(new AppointStaff(Township.Site, town.Director, town.Lin, today));
        Assert.Equal("POST_FULL", await Township.CodeAsync(() => town.Send(new AppointStaff(Township.Site, town.Director, town.Wang, today, IsMain: false))));
        Assert.Equal("REASON_FOR_PAST", await Township.CodeAsync(() => town.Send(new AppointStaff(Township.Site, town.Keeper, town.Wang, today.AddDays(-3)))));
        await town.Send(new AppointStaff(Township.Site, town.Keeper, town.Wang, today.AddDays(-3), Reason: "补登"));

        var people = (await town.Send(new GetStaff([Township.Site]))).ToDictionary(p => p.Id, p => p.Post);
        Assert.Equal(("主任", "药具管理员", "统计员"), (people[town.Lin], people[town.Wang], people[town.Li]));

        // The list's own text no longer decides, neither by hand nor by file.
        await town.Send(new SaveStaffMember(Township.Site, town.Lin, "1", "林晓梅", "门卫"));
        await town.Send(new SaveStaff(Township.Site, [new("1", "林晓梅", "门卫", "")]));
        Assert.Equal("主任", (await town.Send(new GetPeople([town.Lin])))[0].Post);

        var held = (await town.Send(new GetPost(town.Director))).Assignments[0];
        await town.Send(new MoveStaff(Township.Site, held.Id, held.Version, (await NewPostAsync(town)), today.AddDays(10)));
        Assert.Equal([town.Lin], await HoldersAsync(town, today.AddDays(9)));
        Assert.Empty(await HoldersAsync(town, today.AddDays(10)));
        Assert.Equal("主任", (await town.Send(new GetPeople([town.Lin])))[0].Post);
        town.Platform.Clock.Advance(TimeSpan.FromDays(10));
        await town.Send(new RefreshPostTexts());
        Assert.Equal("调研员", (await town.Send(new GetPeople([town.Lin])))[0].Post);
        Assert.Equal(2, (await town.Send(new GetPerson(town.Lin))).Assignments.Count);

        var vacant = (await town.Send(new ListPosts(new PageRequest(), Vacant: true))).Items;
        Assert.Equal(["主任"], vacant.Select(p => p.Name));
        Assert.DoesNotContain((await town.Send(new ListPosts(new PageRequest(), Vacant: true, Day: today.AddDays(5)))).Items, p => p.Name == "主任");
    }

    [Theory, DatabaseData]
    public async Task A_mistake_is_made_void_and_stays_visible(DatabaseKind kind)
    {
        await using var town = await Township.StartAsync(kind);
        var id = await town.Send(new AppointStaff(Township.Site, town.Director, town.Lin, Township.Today));
        var row = (await town.Send(new GetPost(town.Director))).Assignments.Single(a => a.Id == id);
        await town.Send(new VoidAssignment(Township.Site, id, row.Version, "登记错人"));
        Assert.Empty(await HoldersAsync(town, Township.Today));
        Assert.True((await town.Send(new GetPost(town.Director))).Assignments.Single().Void);
        await town.Send(new AppointStaff(Township.Site, town.Director, town.Wang, Township.Today));
        Assert.Equal([town.Wang], await HoldersAsync(town, Township.Today));
    }

    [Theory, DatabaseData]
    public async Task A_paper_of_an_old_day_prints_the_then_name(DatabaseKind kind)
    {
        await using var town = await Township.StartAsync(kind);
        var body = (await town.Send(new ListBodies(new PageRequest()))).Items.Single();
        await town.Send(new RenameBody(Township.Site, body.Id, body.Version, "样镇1卫生健康办公室", "卫健办", new(2019, 4, 1)));
        Assert.Equal("NAME_BEFORE_LAST", await Township.CodeAsync(async () => await town.Send(
            new RenameBody(Township.Site, body.Id, (await town.Send(new ListBodies(new PageRequest()))).Items.Single().Version, "x", "x", new(2019, 4, 1)))));

        async Task<BodyNameRow> OnAsync(int year, int site = Township.Site) =>
            Assert.Single(await town.Platform.Send(new GetBodyNames([site], BodyKind.FamilyHealthOffice, new(year, 6, 1)), Places.County));

        Assert.Equal(("样镇1计划生育办公室", "样镇1卫生健康办公室", false), ((await OnAsync(2018)).Name, (await OnAsync(2020)).Name, (await OnAsync(2020)).IsDefault));
        Assert.Equal(("样镇2卫生和计划生育办公室", true), ((await OnAsync(2016, Places.SecondSite)).Name, (await OnAsync(2016, Places.SecondSite)).IsDefault));
        Assert.Equal(2, (await town.Send(new ListBodies(new PageRequest(), Text: "计生"))).Items.Single().History.Count);
    }

    [Theory, DatabaseData]
    public async Task A_new_patch_leaves_the_old_days_as_they_were(DatabaseKind kind)
    {
        await using var town = await Township.StartAsync(kind);
        var today = Township.Today;
        await town.Send(new SetPatch(Township.Site, town.Lin, [town.West], [town.East], today.AddDays(3)));
        var (before, after) = (await town.Send(new GetVillageTable(Township.Site, today.AddDays(2))), await town.Send(new GetVillageTable(Township.Site, today.AddDays(3))));
        Assert.Equal(("东村", "西村、东村（协助）"), (before.People[0].Text, after.People[0].Text));
        Assert.Equal(["王五", "林晓梅"], after.Villages[1].Main);
        Assert.Equal([town.East], (await town.Send(new GetStaff([Township.Site]))).Single(p => p.Id == town.Lin).VillageIds);
        Assert.Equal("DAY_BEFORE_LINKS", await Township.CodeAsync(() => town.Send(new SetPatch(Township.Site, town.Lin, [town.East], [], today))));
        town.Platform.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal([town.West, town.East], (await town.Send(new GetStaff([Township.Site]))).Single(p => p.Id == town.Lin).VillageIds);
        Assert.Equal("UNKNOWN_VILLAGE", await Township.CodeAsync(() => town.Send(new SetPatch(Township.Site, town.Lin, [Platform.Infrastructure.Keys.New()], [], today.AddDays(9)))));
    }

    [Fact]
    public async Task Another_township_sees_and_changes_nothing()
    {
        await using var town = await Township.StartAsync(DatabaseKind.Sqlite);
        await town.Send(new AppointStaff(Township.Site, town.Director, town.Lin, Township.Today));
        var elsewhere = Places.Site(Places.SecondSite);
        string[] all = [OrganisationPermissions.View, OrganisationPermissions.Manage];
        foreach (var request in new Func<Task>[]
        {
            () => town.Platform.SendAs(elsewhere, all, new GetPost(town.Director)),
            () => town.Platform.SendAs(elsewhere, all, new GetPerson(town.Lin)),
            () => town.Platform.SendAs(elsewhere, all, new AppointStaff(Township.Site, town.Keeper, town.Wang, Township.Today)),
            () => town.Platform.SendAs(elsewhere, all, new AppointStaff(Places.SecondSite, town.Keeper, town.Wang, Township.Today)),
            () => town.Platform.SendAs(elsewhere, all, new SetPatch(Places.SecondSite, town.Lin, [], [], Township.Today)),
        })
        {
            Assert.Equal(RefusalKind.NotFound, (await Assert.ThrowsAsync<RefusalException>(request)).Kind);
        }

        Assert.Empty((await town.Platform.SendAs(elsewhere, all, new ListPosts(new PageRequest()))).Items);
        Assert.Equal("NO_PERMISSION", await Township.CodeAsync(() => town.SendAs(town.Lin, new AppointStaff(Township.Site, town.Keeper, town.Wang, Township.Today), OrganisationPermissions.View)));
    }

    [Theory, DatabaseData]
    public async Task Terms_hold_who_left_too_and_nothing_void(DatabaseKind kind)
    {
        await using var town = await Township.StartAsync(kind);
        var today = Township.Today;
        async Task<AssignmentRow> AppointAsync(Guid person, DateOnly from)
        {
            var id = await town.Send(new AppointStaff(Township.Site, town.Keeper, person, from, Reason: "补登"));
            return (await town.Send(new GetPost(town.Keeper))).Assignments.Single(a => a.Id == id);
        }

        var gone = await AppointAsync(town.Wang, today.AddDays(-90));
        await town.Send(new EndAssignment(Township.Site, gone.Id, gone.Version, today.AddDays(-40), "调离"));
        var mistaken = await AppointAsync(town.Li, today.AddDays(-30));
        await town.Send(new VoidAssignment(Township.Site, mistaken.Id, mistaken.Version, "登记错人"));
        await AppointAsync(town.Lin, today.AddDays(-20));
        await town.Send(new AppointStaff(Township.Site, town.Director, town.Li, today));

        async Task<IEnumerable<(Guid, DateOnly)>> TermsAsync(DateOnly endedFrom, params string[] kinds) =>
            (await town.Send(new GetPostTerms([Township.Site], kinds, endedFrom))).Select(t => (t.StaffId, t.From));
        Assert.Equal([(town.Wang, today.AddDays(-90)), (town.Lin, today.AddDays(-20))], await TermsAsync(OpenEnd.Ever, PostKinds.SuppliesManager, PostKinds.Distributor));
        Assert.Equal([(town.Lin, today.AddDays(-20))], await TermsAsync(today.AddDays(-39), PostKinds.SuppliesManager));
        Assert.Equal([town.Wang, town.Lin, town.Li], (await TermsAsync(OpenEnd.Ever)).Select(t => t.Item1));
    }

    private static Task<Guid> NewPostAsync(Township town) => town.Send(new SavePost(Township.Site, null, town.Office, PostKinds.Own, "调研员", null));

    private static async Task<IEnumerable<Guid>> HoldersAsync(Township town, DateOnly day) =>
        (await town.Send(new GetPostHolders([Township.Site], PostKinds.OfficeDirector, day))).Select(h => h.StaffId);
}
