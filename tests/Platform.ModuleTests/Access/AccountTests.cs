using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Access.Granting;
using Platform.Infrastructure.Core;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Access;

/// <summary>Accounts and their roles on a real database.</summary>
public class AccountTests
{
    private static readonly string[] Security = [CorePermissions.ManageAccounts, CorePermissions.GrantAdministrators];
    private static readonly string[] County = [CorePermissions.ManageAccounts];

    [Theory, DatabaseData]
    public async Task Roles_are_added_and_taken_but_never_two_separated_ones(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var clerk = await platform.Send(new CreateAccount("wang.li", "王丽", Roles.OfficeClerk, Places.FirstSite));
        await platform.SendAs(Places.County, County, new AddRole(clerk.Id, Roles.Observer, Places.SecondSite));
        Assert.Equal("ROLE_HELD", await CodeAsync(() => platform.SendAs(Places.County, County, new AddRole(clerk.Id, Roles.Observer, Places.SecondSite))));
        Assert.Equal("ROLE_TOO_HIGH", await CodeAsync(() => platform.SendAs(Places.County, County, new AddRole(clerk.Id, Roles.CountyAdministrator, Places.CountyId))));
        Assert.Equal("REASON_MISSING", await CodeAsync(() => platform.SendAs(DivisionScope.Nation, Security, new AddRole(clerk.Id, Roles.AuditAdministrator, 0))));
        Assert.Equal("SEPARATED_ROLES", await CodeAsync(() => platform.SendAs(DivisionScope.Nation, Security, new AddRole(clerk.Id, Roles.AuditAdministrator, 0, "人员调整"))));

        var view = await platform.SendAs(Places.County, County, new GetAccount(clerk.Id));
        Assert.Equal(["乡镇经办人", "查看人员"], view.Roles.Select(r => r.RoleName));
        await platform.SendAs(Places.County, County, new RemoveRole(clerk.Id, view.Roles[0].Id));
        Assert.Equal("LAST_ROLE", await CodeAsync(() => platform.SendAs(Places.County, County, new RemoveRole(clerk.Id, view.Roles[1].Id))));

        var audit = await platform.SendAs(DivisionScope.Nation, Security, new CreateAccount("audit.two", "审计", Roles.AuditAdministrator, 0, Reason: "人员调整"));
        Assert.Equal("SEPARATED_ROLES", await CodeAsync(() => platform.SendAs(DivisionScope.Nation, Security, new AddRole(audit.Id, Roles.Observer, Places.CountyId))));
        Assert.Equal("UNKNOWN_ACCOUNT", await CodeAsync(() => platform.SendAs(Places.County, County, new ResetPassword(audit.Id))));
    }

    [Theory, DatabaseData]
    public async Task Of_two_who_write_at_the_same_moment_the_later_one_is_told_and_may_try_again(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var clerk = await platform.Send(new CreateAccount("clerk", "经办人", Roles.OfficeClerk, Places.FirstSite));

        // A database that locks rows lets the later one look before the first one commits; SQLite lets it in only afterwards, and it sees what the first one wrote.
        var name = Task.FromResult("");
        var change = Task.FromResult("");
        await platform.Write<CoreDbContext>(async db =>
        {
            db.Add(new Account { Id = Keys.New(), UserName = "second", NormalizedUserName = "SECOND", DisplayName = "先登记的" });
            (await db.Set<Account>().SingleAsync(a => a.Id == clerk.Id)).ConcurrencyStamp = "changed";
            await db.SaveChangesAsync();
            name = Task.Run(() => OutcomeAsync(platform, new CreateAccount("second", "后登记的", Roles.OfficeClerk, Places.FirstSite)));
            change = Task.Run(() => OutcomeAsync(platform, new AddRole(clerk.Id, Roles.Observer, Places.FirstSite)));
            await LockWaits.ForAsync(db, kind, waiting: 2);
        });
        var locksRows = kind == DatabaseKind.PostgreSql;
        Assert.Equal(locksRows ? ("ENTERED_MEANWHILE", "CHANGED_MEANWHILE") : ("NAME_TAKEN", "done"), (await name, await change));
        Assert.Equal("NAME_TAKEN", await OutcomeAsync(platform, new CreateAccount("second", "后登记的", Roles.OfficeClerk, Places.FirstSite)));
        Assert.Equal(locksRows ? "done" : "ROLE_HELD", await OutcomeAsync(platform, new AddRole(clerk.Id, Roles.Observer, Places.FirstSite)));
    }

    [Theory, DatabaseData]
    public async Task A_county_administrator_looks_after_ordinary_accounts_only(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var peer = await platform.Send(new CreateAccount("peer", "同级", Roles.CountyAdministrator, Places.CountyId));
        var clerk = await platform.Send(new CreateAccount("clerk", "经办人", Roles.OfficeClerk, Places.FirstSite));
        var foreign = await platform.Send(new CreateAccount("foreign", "邻县", Roles.OfficeClerk, Places.ForeignSite));

        var rows = (await platform.SendAs(Places.County, County, new ListAccounts(new PageRequest()))).Items;
        Assert.Equal([("clerk", true), ("peer", false)], rows.Select(r => (r.UserName, r.Manageable)));
        Assert.Equal("ACCOUNT_TOO_HIGH", await CodeAsync(() => platform.SendAs(Places.County, County, new SetAccountActive(peer.Id, false))));
        Assert.Equal("UNKNOWN_ACCOUNT", await CodeAsync(() => platform.SendAs(Places.County, County, new SetAccountActive(foreign.Id, false))));
        Assert.Equal("ROLE_TOO_HIGH", await CodeAsync(() => platform.SendAs(Places.County, County, new CreateAccount("another", "同级", Roles.CountyAdministrator, Places.CountyId))));
        await platform.SendAs(Places.County, County, new SetAccountActive(clerk.Id, false));
        Assert.False((await platform.SendAs(Places.County, County, new GetAccount(clerk.Id))).Active);
    }

    [Theory, DatabaseData]
    public async Task Two_at_once_cannot_make_one_account_hold_two_separated_roles(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var clerk = await platform.Send(new CreateAccount("clerk", "经办人", Roles.OfficeClerk, Places.FirstSite));
        string[] wanted = [Roles.Observer, Roles.VillageOfficer, Roles.OfficeDirector, Roles.CountyAdministrator];
        await Task.WhenAll(wanted.Select(async role =>
        {
            try
            {
                await platform.Send(new AddRole(clerk.Id, role, Places.FirstSite));
            }
            catch (Exception refused) when (refused is RefusalException or DbUpdateConcurrencyException)
            {
                // The later one is told that the account changed meanwhile.
            }
        }));
        var held = await platform.Read<CoreDbContext, List<string>>(db => db.Set<RoleAssignment>().Where(r => r.AccountId == clerk.Id).Select(r => r.Role).ToListAsync());
        Assert.True(RoleGranting.MayStandTogether(held));
        Assert.InRange(held.Count, 2, 5);
    }

    [Theory, DatabaseData]
    public async Task The_first_administrators_are_made_once(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var made = await platform.Send(new CreateAdministrators());
        Assert.Equal(["admin", "security", "audit"], made.Select(m => m.UserName));
        Assert.Equal("ADMINISTRATORS_EXIST", await CodeAsync(() => platform.Send(new CreateAdministrators())));
        Assert.NotEqual(made[1].Password, (await platform.Send(new ResetAdministrator("security"))).Password);
        await platform.Send(new CreateAccount("clerk", "经办人", Roles.OfficeClerk, Places.FirstSite));
        Assert.Equal("UNKNOWN_ACCOUNT", await CodeAsync(() => platform.Send(new ResetAdministrator("clerk"))));
    }

    private static async Task<string> OutcomeAsync<T>(TestPlatform platform, IRequest<T> request)
    {
        try
        {
            await platform.SendAs(DivisionScope.Nation, Security, request);
            return "done";
        }
        catch (RefusalException refused)
        {
            return refused.Code;
        }
    }

    internal static async Task<string> CodeAsync(Func<Task> work) => (await Assert.ThrowsAsync<RefusalException>(work)).Code;
}
