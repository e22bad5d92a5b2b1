using Autofac;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Core;
using Platform.Organisation;
using Platform.Organisation.Data;
using Platform.Organisation.Domain;
using Platform.Organisation.Features.Grants;
using Platform.Organisation.Features.Posts;
using Platform.Organisation.Features.StandIns;
using Platform.Oversight;
using Platform.Oversight.Data;
using Platform.Oversight.Features.Calendar;
using Platform.Oversight.Features.Studies;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Organisation;

/// <summary>Who takes over what waits, and the rights that come and go with posts.</summary>
public class StandInTests
{
    [Theory, DatabaseData]
    public async Task A_stand_in_sees_what_waits_until_the_last_day(DatabaseKind kind)
    {
        await using var town = await Township.StartAsync(kind);
        var today = Township.Today;
        await town.Platform.Write<OversightDbContext>(db =>
        {
            db.Add(new Decision { SiteId = Township.Site, MeetingId = town.Office, Period = new(2026, 11, 1), Text = "整理台账", OwnerStaffId = town.Lin, OwnerName = "林晓梅", DueOn = today.AddDays(4), InForce = true });
            return Task.CompletedTask;
        });

        async Task<List<MyTask>> TasksAsync() => [.. await town.SendAs(town.Wang, new GetMyTasks(Township.Site), OversightPermissions.ViewDuties)];

        Assert.DoesNotContain(await TasksAsync(), t => t.Title == "整理台账" || t.Title.StartsWith("东村", StringComparison.Ordinal));
        var id = await town.Send(new AddStandIn(Township.Site, town.Lin, town.Wang, today, today.AddDays(2), "外出培训"));
        var taken = (await TasksAsync()).Where(t => t.OnBehalf.Length > 0).ToList();
        Assert.Contains(taken, t => t.Title == "整理台账");
        Assert.Contains(taken, t => t.Title.StartsWith("东村", StringComparison.Ordinal));
        Assert.All(taken, t => Assert.Equal("林晓梅 授权 王五 办理（2026-11-23 至 2026-11-25）", t.OnBehalf));
        Assert.Contains(await TasksAsync(), t => t.Title.StartsWith("西村", StringComparison.Ordinal) && t.OnBehalf.Length == 0);
        Assert.Equal(2, (await town.SendAs(town.Wang, new GetStudyVillages(Township.Site), OversightPermissions.ViewDuties)).Count);

        Assert.Equal("STAND_IN_CHAIN", await Township.CodeAsync(() => town.Send(new AddStandIn(Township.Site, town.Wang, town.Li, today, today, "请假"))));
        Assert.Equal("STANDS_IN_FOR_SELF", await Township.CodeAsync(() => town.Send(new AddStandIn(Township.Site, town.Li, town.Li, today, today, "请假"))));
        Assert.Equal("STARTS_IN_PAST", await Township.CodeAsync(() => town.Send(new AddStandIn(Township.Site, town.Li, town.Wang, today.AddDays(-1), today, "请假"))));

        town.Platform.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Contains(await TasksAsync(), t => t.OnBehalf.Length > 0);
        var row = Assert.Single((await town.Send(new ListStandIns(new PageRequest(), StandInState.Running))).Items);
        await town.Send(new EndStandIn(Township.Site, id, row.Version, today.AddDays(1), "提前返岗"));
        Assert.DoesNotContain(await TasksAsync(), t => t.OnBehalf.Length > 0);
        var ended = Assert.Single((await town.Send(new ListStandIns(new PageRequest()))).Items);
        Assert.Equal((today.AddDays(1), today.AddDays(2), "提前返岗"), (ended.To, ended.PlannedTo, ended.EndReason));
    }

    [Theory, DatabaseData]
    public async Task A_stand_in_for_one_of_two_posts_takes_only_its_rights(DatabaseKind kind)
    {
        await using var town = await Township.StartAsync(kind);
        var today = Township.Today;
        await town.Send(new AppointStaff(Township.Site, town.Director, town.Lin, today));
        await town.Send(new AppointStaff(Township.Site, town.Keeper, town.Lin, today, IsMain: false));
        Assert.Equal("NOT_ON_POST", await Township.CodeAsync(() => town.Send(new AddStandIn(Township.Site, town.Li, town.Wang, today, today, "请假", town.Keeper))));
        await town.Send(new AddStandIn(Township.Site, town.Lin, town.Wang, today, today, "请假", town.Director));
        var acting = Assert.Single(await town.Send(new GetActingFor([town.Wang, town.Li], today)));
        Assert.Equal((town.Lin, "主任", false), (acting.ForStaffId, acting.PostName, acting.TakesAll));
        Assert.Empty(await town.Send(new GetActingFor([town.Wang], today.AddDays(1))));
        await town.Send(new GrantPostRole(Township.Site, PostKinds.OfficeDirector, Roles.OfficeDirector));
        await town.Send(new GrantPostRole(Township.Site, PostKinds.SuppliesManager, Roles.OfficeClerk));
        Assert.Equal([Roles.OfficeDirector], await GrantsAsync(town, town.Wang, today));
        Assert.Equal(new[] { Roles.OfficeClerk, Roles.OfficeDirector }.Order(StringComparer.Ordinal), await GrantsAsync(town, town.Lin, today));
    }

    [Theory, DatabaseData]
    public async Task Rights_begin_and_end_with_the_post(DatabaseKind kind)
    {
        await using var town = await Township.StartAsync(kind);
        var today = Township.Today;
        var caller = await AccountAsync(town, Roles.Observer, town.Lin);
        await town.Send(new AppointStaff(Township.Site, town.Director, town.Lin, today.AddDays(1), today.AddDays(3)));
        var grant = await town.Platform.Send(new GrantPostRole(341_881_000, PostKinds.OfficeDirector, Roles.OfficeDirector), Places.County);

        Assert.False((await LoadAsync(town, caller)).May(OrganisationPermissions.Manage));
        town.Platform.Clock.Advance(TimeSpan.FromDays(1));
        var director = await LoadAsync(town, caller);
        Assert.True(director.May(OrganisationPermissions.Manage));
        Assert.Equal(Township.Site, director.Scope.DivisionId);
        town.Platform.Clock.Advance(TimeSpan.FromDays(2));
        Assert.True((await LoadAsync(town, caller)).May(OrganisationPermissions.Manage));
        town.Platform.Clock.Advance(TimeSpan.FromDays(1));
        Assert.False((await LoadAsync(town, caller)).May(OrganisationPermissions.Manage));

        var row = Assert.Single((await town.Platform.Send(new ListPostRoles(new PageRequest()), Places.County)).Items);
        await town.Platform.Send(new EndPostRole(row.SiteId, grant, row.Version, "不再需要"), Places.County);
        Assert.Empty((await town.Platform.Send(new ListPostRoles(new PageRequest()), Places.County)).Items);
    }

    [Fact]
    public async Task A_post_never_gives_a_separated_role_nor_adds_to_one()
    {
        await using var town = await Township.StartAsync(DatabaseKind.Sqlite);
        foreach (var role in Roles.Separated.Append(Roles.CountyAdministrator))
        {
            Assert.Equal("VALIDATION", await Township.CodeAsync(() => town.Send(new GrantPostRole(Township.Site, PostKinds.OfficeDirector, role))));
        }

        // A row that got there by another way gives nothing either.
        await town.Platform.Write<OrganisationDbContext>(db =>
        {
            db.Add(new PostRole { SiteId = Township.Site, Lo = 0, Hi = 999_999_999, PostKind = PostKinds.OfficeDirector, Role = Roles.SystemAdministrator, From = Township.Today });
            db.Add(new PostRole { SiteId = Township.Site, Lo = 0, Hi = 999_999_999, PostKind = PostKinds.OfficeDirector, Role = Roles.OfficeClerk, From = Township.Today });
            return Task.CompletedTask;
        });
        await town.Send(new AppointStaff(Township.Site, town.Director, town.Lin, Township.Today));
        Assert.Equal([Roles.OfficeClerk], await GrantsAsync(town, town.Lin, Township.Today));
        var auditor = await LoadAsync(town, await AccountAsync(town, Roles.AuditAdministrator, town.Lin));
        Assert.False(auditor.May(OrganisationPermissions.View));
    }

    private static async Task<IEnumerable<string>> GrantsAsync(Township town, Guid staffId, DateOnly day)
    {
        await using var scope = town.Platform.Begin();
        return [.. (await scope.Resolve<IPostGrants>().GetAsync([staffId], day, default))[staffId].Select(g => g.Role).Order(StringComparer.Ordinal)];
    }

    private static async Task<Caller> AccountAsync(Township town, string role, Guid staffId)
    {
        var made = await town.Platform.Send(new CreateAccount("someone", "某人", role, Township.Site, staffId));
        // A first password must be changed before anything may be done; that is not what is looked at here.
        await town.Platform.Write<CoreDbContext>(async db => (await db.Set<Account>().SingleAsync(a => a.Id == made.Id)).MustChangePassword = false);
        var stamp = await town.Platform.Read<CoreDbContext, string?>(db => db.Set<Account>().Where(a => a.Id == made.Id).Select(a => a.SecurityStamp).FirstAsync());
        return new Caller(made.Id, stamp!, ActorChannel.Page, null);
    }

    private static async Task<Actor> LoadAsync(Township town, Caller caller)
    {
        await using var scope = town.Platform.Begin();
        return await scope.Resolve<ActorLoader>().LoadAsync(caller, default);
    }
}
