using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Access.Accounts;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Staff.Register;
using Platform.Infrastructure.Trail;
using Platform.Infrastructure.Trail.Pages;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Trail;

public class TrailTests
{
    private static readonly string[] Auditor = [CorePermissions.ViewTrail, CorePermissions.VerifyTrail];

    [Theory, DatabaseData]
    public async Task A_change_stands_with_before_and_after_who_where_and_what(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var id = await AddPersonAsync(platform, "林晓梅");
        var person = (await platform.Send(new ListStaff(PageRequest.All()))).Items.Single();
        await platform.SendAs(
            Places.Site(Places.FirstSite), [CorePermissions.ManageStaff], new SaveStaffMember(Places.FirstSite, id, "001", "林晓梅", "会计", [], person.Version));

        var rows = (await Search(platform, new ListTrail(PageRequest.All(), Record: $"staff:{id}"))).Items;
        var entry = await platform.SendAs(DivisionScope.Nation, Auditor, new GetTrailEntry(rows[0].Id));
        Assert.Equal((Places.FirstSite, "测试员", ActorChannel.Page, "样镇1"), (entry.Row.SiteId, entry.Row.ActorName, entry.Row.Channel, entry.Row.SiteName));
        var field = Assert.Single(entry.Changes.SelectMany(c => c.Fields));
        Assert.Equal(("岗位", "统计员", "会计"), (field.Name, field.Before, field.After));

        // The creation is found by the key of the record, too.
        Assert.Equal(2, rows.Count);
        Assert.Equal(rows.Select(r => r.Id), (await Search(platform, new ListTrail(PageRequest.All(), Record: id.ToString()))).Items.Select(r => r.Id));
    }

    [Theory, DatabaseData]
    public async Task Secrets_never_stand_in_it(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var made = await platform.Send(new CreateAccount("lin.xiaomei", "林晓梅", Roles.OfficeClerk, Places.FirstSite));
        var reset = await platform.Send(new ResetPassword(made.Id));
        var entries = await EntriesAsync(platform);
        Assert.Contains(entries, e => e.Changes.Contains("\"PasswordHash\"", StringComparison.Ordinal));
        var hashes = await platform.Read((CoreDbContext db) => db.Set<Infrastructure.Access.Account>().Select(a => a.PasswordHash!).ToListAsync());
        Assert.All(entries, e =>
        {
            Assert.DoesNotContain(reset.Password, e.Changes, StringComparison.Ordinal);
            Assert.All(hashes, hash => Assert.DoesNotContain(hash, e.Changes, StringComparison.Ordinal));
        });
    }

    [Theory, DatabaseData]
    public async Task Rows_in_bulk_are_counted(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.Send(new AddStaff([.. Enumerable.Range(1, 120).Select(n => new NewStaff(Places.FirstSite, $"{n:000}", $"人员{n}", "专干"))]));
        var change = Assert.Single(ChangeJson.Read((await EntriesAsync(platform)).Single(e => e.Action == nameof(AddStaff)).Changes));
        Assert.Equal((ChangeKind.Bulk, 120L), (change.Kind, change.Rows));
    }

    [Theory, DatabaseData]
    public async Task Of_many_rows_the_first_stand_one_by_one_and_the_rest_is_counted(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.Send(new SaveStaff(Places.FirstSite, [.. Enumerable.Range(1, 80).Select(n => new StaffDraft($"{n:000}", $"人员{n}", "专干", ""))]));
        var changes = ChangeJson.Read((await EntriesAsync(platform)).Single(e => e.Action == nameof(SaveStaff)).Changes);
        Assert.Equal(80, changes.Sum(c => c.Rows));
        Assert.Equal(ChangeLog.Listed, changes.Count(c => c.Key.Length > 0));
    }

    [Theory, DatabaseData]
    public async Task Reaching_for_what_is_not_ones_own_leaves_a_trail_as_well(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await Assert.ThrowsAsync<RefusalException>(() => AddPersonAsync(platform, "林晓梅", Places.Site(Places.SecondSite), CorePermissions.ManageStaff));
        await Assert.ThrowsAsync<RefusalException>(() => AddPersonAsync(platform, "林晓梅", Places.Site(Places.SecondSite)));
        var refused = (await Search(platform, new ListTrail(PageRequest.All(), Refused: true))).Items;
        Assert.Equal(["NO_PERMISSION", "OUT_OF_SCOPE"], refused.Select(r => r.Outcome).Order());

        // They stand at the caller's own site: a stranger writes nothing into a foreign chain.
        Assert.All(refused, r => Assert.Equal(Places.SecondSite, r.SiteId));
        Assert.Empty((await platform.Send(new ListStaff(PageRequest.All()))).Items);
    }

    [Theory, DatabaseData]
    public async Task Only_the_audit_administrator_sees_it_and_only_of_the_own_part_of_the_country(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await AddPersonAsync(platform, "林晓梅");
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => platform.SendAs(DivisionScope.Nation, [CorePermissions.ManageAccounts], new ListTrail(new PageRequest())));
        Assert.Equal("NO_PERMISSION", refusal.Code);
        var foreign = Places.Site(Places.ForeignSite);
        Assert.Empty((await platform.SendAs(foreign, Auditor, new ListTrail(new PageRequest()))).Items);
        var id = (await Search(platform, new ListTrail(new PageRequest(), SiteId: Places.FirstSite))).Items[0].Id;
        Assert.Equal("NOT_FOUND", (await Assert.ThrowsAsync<RefusalException>(() => platform.SendAs(foreign, Auditor, new GetTrailEntry(id)))).Code);
    }

    [Theory, DatabaseData]
    public async Task Search_by_person_action_and_day(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await AddPersonAsync(platform, "林晓梅");
        var day = new DateOnly(2026, 11, 23);
        Assert.Single((await Search(platform, new ListTrail(new PageRequest(), Action: "人员", From: day, To: day))).Items);
        Assert.Empty((await Search(platform, new ListTrail(new PageRequest(), Action: "人员", From: day.AddDays(1)))).Items);
        Assert.Empty((await Search(platform, new ListTrail(new PageRequest(), Action: "没有这种操作"))).Items);
        Assert.Empty((await Search(platform, new ListTrail(new PageRequest(), Person: "没有这个人"))).Items);
    }

    private static Task<Page<TrailRow>> Search(TestPlatform platform, ListTrail request) => platform.SendAs(DivisionScope.Nation, Auditor, request);

    private static Task<List<TrailEntry>> EntriesAsync(TestPlatform platform) => platform.Read((CoreDbContext db) => db.Set<TrailEntry>().ToListAsync());

    private static async Task<Guid> AddPersonAsync(TestPlatform platform, string name, DivisionScope? scope = null, params string[] permissions)
    {
        await platform.SendAs(
            scope ?? Places.Site(Places.FirstSite), scope is null ? [CorePermissions.ManageStaff] : permissions, new SaveStaffMember(Places.FirstSite, null, "001", name, "统计员", [], null));
        return (await platform.Send(new ListStaff(PageRequest.All()))).Items.Single().Id;
    }
}
