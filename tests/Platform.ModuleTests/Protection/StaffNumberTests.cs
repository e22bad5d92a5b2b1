using System.Net;
using System.Net.Http.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Protection;
using Platform.Infrastructure.Protection.Reveal;
using Platform.Infrastructure.Staff;
using Platform.Infrastructure.Staff.Register;
using Platform.Infrastructure.Trail;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Protection;

/// <summary>Telephone and identity number of the staff list: masked, found, opened with a reason.</summary>
public class StaffNumberTests
{
    private const string Phone = "13855511234";
    private const string Identity = "99000019000101018X";
    private static readonly DivisionScope Site = Places.Site(Places.FirstSite);

    [Theory, DatabaseData]
    public async Task Shown_masked_found_by_the_whole_number_and_opened_with_a_reason(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.Send(new SaveStaff(Places.FirstSite, [new("1", "林晓梅", "统计员", "", "138 5551-1234", "99000019000101018x"), new("2", "王五", "主任", "")]));
        var row = (await platform.Send(new ListStaff(new PageRequest()), Site)).Items[0];
        Assert.Equal(("138****1234", "9900**********018X"), (row.Phone, row.IdentityNumber));
        Assert.Equal("", (await platform.Send(new ListStaff(new PageRequest()), Site)).Items[1].Phone);

        Assert.Equal(row.Id, Assert.Single(await platform.Send(new LookUpStaff("＋86 13855511234"), Site)).Id);
        Assert.Equal(row.Id, Assert.Single(await platform.Send(new LookUpStaff(Identity), Site)).Id);
        Assert.Empty(await platform.Send(new LookUpStaff(Identity), Places.Site(Places.SecondSite)));
        Assert.Equal("NUMBER_MALFORMED", await CodeAsync(() => platform.Send(new LookUpStaff("138****1234"), Site)));

        var revealed = await RevealAsync(platform, row.Id, "核对登记信息");
        Assert.Equal((Phone, 199), (revealed.Value, revealed.Left));
        var entry = Assert.Single(await TrailAsync(platform), t => t.Action == nameof(RevealField) && t.Outcome.Length == 0);
        Assert.Equal("核对登记信息", entry.Reason);
        Assert.Equal(($"staff:{row.Id}", Places.FirstSite), (entry.RecordRef, entry.SiteId));
        Assert.Contains("手机号", entry.Detail);
        Assert.All(await TrailAsync(platform), t => Assert.DoesNotContain(Phone, t.Detail + t.Changes + t.Reason));
    }

    [Theory, DatabaseData]
    public async Task Opening_is_refused_without_right_reason_scope_or_value(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.Send(new SaveStaff(Places.FirstSite, [new("1", "林晓梅", "统计员", "", Phone)]));
        var id = Assert.Single(await platform.Send(new GetStaff([Places.FirstSite]))).Id;
        Assert.Equal("VALIDATION", await CodeAsync(() => RevealAsync(platform, id, "x")));
        Assert.Equal("NOTHING_TO_REVEAL", await CodeAsync(() => RevealAsync(platform, id, "核对", "staff.identity-number")));
        Assert.Equal("NOT_FOUND", await CodeAsync(() => RevealAsync(platform, id, "核对", "staff.address")));
        Assert.Equal("NOT_FOUND", await CodeAsync(() => RevealAsync(platform, Guid.CreateVersion7(), "核对")));
        Assert.Equal("NO_PERMISSION", await CodeAsync(() =>
            platform.SendAs(Site, [CorePermissions.ManageStaff], new RevealField("staff.phone", id, Places.FirstSite, "核对"))));
        var other = Places.Site(Places.SecondSite);
        Assert.Equal("OUT_OF_SCOPE", await CodeAsync(() =>
            platform.SendAs(other, [CorePermissions.RevealStaff], new RevealField("staff.phone", id, Places.FirstSite, "核对"))));
        Assert.Equal("NOT_FOUND", await CodeAsync(() =>
            platform.SendAs(other, [CorePermissions.RevealStaff], new RevealField("staff.phone", id, Places.SecondSite, "核对"))));
        Assert.DoesNotContain(await TrailAsync(platform), t => t.Action == nameof(RevealField) && t.Outcome.Length == 0);
    }

    [Theory, DatabaseData]
    public async Task A_day_has_so_many_openings_and_no_more(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.Send(new SaveStaff(Places.FirstSite, [new("1", "林晓梅", "统计员", "", Phone)]));
        var id = Assert.Single(await platform.Send(new GetStaff([Places.FirstSite]))).Id;
        await RevealAsync(platform, id, "核对");
        await platform.Write<CoreDbContext>(db => db.Set<RevealDay>().ExecuteUpdateAsync(s => s.SetProperty(r => r.Opened, 199)));
        Assert.Equal(0, (await RevealAsync(platform, id, "核对")).Left);
        Assert.Equal("REVEAL_LIMIT", await CodeAsync(() => RevealAsync(platform, id, "核对")));
        platform.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(199, (await RevealAsync(platform, id, "核对")).Left);
    }

    [Theory, DatabaseData]
    public async Task Two_people_have_not_the_same_number(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        await platform.Send(new SaveStaff(Places.FirstSite, [new("1", "林晓梅", "统计员", "", Phone, Identity)]), Site);
        Task<Guid> Save(string? phone, string? identity) => platform.Send(new SaveStaffMember(Places.FirstSite, null, "9", "李四", "专干", Phone: phone, IdentityNumber: identity), Site);
        Assert.Equal("PHONE_TAKEN", await CodeAsync(() => Save("138-5551-1234", null)));
        Assert.Equal("IDENTITY_NUMBER_TAKEN", await CodeAsync(() => Save(null, Identity.ToLowerInvariant())));
        Assert.Equal("VALIDATION", await CodeAsync(() => Save("12", null)));
        var id = await Save("13855511235", null);

        // Empty means: as it is.
        await platform.Send(new SaveStaffMember(Places.FirstSite, id, "9", "李四", "主任", Phone: ""), Site);
        var row = Assert.Single((await platform.Send(new ListStaff(new PageRequest(), Id: id), Site)).Items);
        Assert.Equal(("主任", "138****1235"), (row.Post, row.Phone));
    }

    [Fact]
    public async Task The_page_the_api_and_the_export_hold_masks_only()
    {
        await using var platform = await TestPlatform.StartAsync(serve: true);
        await platform.Send(new SaveStaff(Places.FirstSite, [new("1", "林晓梅", "统计员", "", Phone, Identity)]));
        using var director = await platform.SignInAsync(Roles.OfficeDirector, Places.FirstSite);
        var page = WebUtility.HtmlDecode(await (await director.GetAsync("/staff")).Content.ReadAsStringAsync());
        Assert.Contains("138****1234", page);
        Assert.Contains("kit-watermark", page);
        var api = await director.GetStringAsync("/api/staff");
        foreach (var text in new[] { page, api })
        {
            Assert.DoesNotContain(Phone, text);
            Assert.DoesNotContain(Identity, text);
        }

        var id = Assert.Single(await platform.Send(new GetStaff([Places.FirstSite]))).Id;
        var answer = await director.PostAsJsonAsync($"/api/protected-fields/staff.phone/{id}/reveal", new { siteId = Places.FirstSite, reason = "工作联系本人" });
        Assert.Contains(Phone, await answer.Content.ReadAsStringAsync());
        using var clerk = await platform.SignInAsync(Roles.OfficeClerk, Places.FirstSite);
        var refused = await clerk.PostAsJsonAsync($"/api/protected-fields/staff.phone/{id}/reveal", new { siteId = Places.FirstSite, reason = "工作联系本人" });
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private static Task<RevealedField> RevealAsync(TestPlatform platform, Guid id, string reason, string field = "staff.phone") =>
        platform.SendAs(Site, [CorePermissions.RevealStaff], new RevealField(field, id, Places.FirstSite, reason));

    private static Task<List<TrailEntry>> TrailAsync(TestPlatform platform) =>
        platform.Read<CoreDbContext, List<TrailEntry>>(db => db.Set<TrailEntry>().AsNoTracking().ToListAsync());

    private static async Task<string> CodeAsync(Func<Task> work) => (await Assert.ThrowsAsync<RefusalException>(work)).Code;
}
