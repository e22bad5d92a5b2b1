using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Protection;
using Platform.Infrastructure.Protection.Basis;
using Platform.Infrastructure.Protection.Requests;
using Platform.Infrastructure.Protection.Retention;
using Platform.Infrastructure.Protection.Reveal;
using Platform.Infrastructure.Staff;
using Platform.Infrastructure.Staff.Register;
using Platform.Infrastructure.Trail;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Protection;

/// <summary>Consent, its withdrawal, erasure on schedule, holds, retention, and a person's own data on request.</summary>
public class ConsentTests
{
    private const string Field = "staff.phone";
    private const string Phone = "13855511234";
    private static readonly DivisionScope Site = Places.Site(Places.FirstSite);

    [Theory, DatabaseData]
    public async Task Withdrawn_is_hidden_at_once_and_erased_on_schedule(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var id = await PersonAsync(platform);
        await ConsentAsync(platform, id);
        Assert.Contains("书面同意", (await FieldAsync(platform, id)).Basis);
        await platform.Send(new WithdrawConsent(Field, id, Places.FirstSite), Site);
        await platform.Send(new WithdrawConsent(Field, id, Places.FirstSite), Site);

        Assert.Equal("已撤回", Assert.Single((await platform.Send(new ListStaff(new PageRequest()), Site)).Items).Phone);
        Assert.Empty(await platform.Send(new LookUpStaff(Phone), Site));
        Assert.Equal("CONSENT_WITHDRAWN", await CodeAsync(() =>
            platform.SendAs(Site, [CorePermissions.RevealStaff], new RevealField(Field, id, Places.FirstSite, "核对"))));

        platform.Clock.Advance(TimeSpan.FromDays(30));
        await platform.Send(new ApplyRetention());
        Assert.Equal(ProtectedState.Withdrawn, (await StoredAsync(platform)).Phone.State);
        platform.Clock.Advance(TimeSpan.FromDays(1));
        await platform.Send(new ApplyRetention());
        Assert.Equal(ProtectedState.Empty, (await StoredAsync(platform)).Phone.State);
        Assert.Contains("清除", Assert.Single((await FieldAsync(platform, id)).History));
        var trail = await platform.Read<CoreDbContext, List<TrailEntry>>(db => db.Set<TrailEntry>().AsNoTracking().ToListAsync());
        Assert.Contains(trail, t => t.Detail.Contains("按期清除", StringComparison.Ordinal));
        Assert.All(trail, t => Assert.DoesNotContain(Phone, t.Detail + t.Changes));
        var row = Assert.Single((await platform.Send(new GetRetention())), r => r.Code == "withdrawn-consent");
        Assert.Equal((1, 30), (row.Erased, row.Days));
    }

    [Theory, DatabaseData]
    public async Task Evidence_is_held_and_a_statutory_duty_is_not_withdrawn(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var id = await PersonAsync(platform);
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => platform.Send(new WithdrawConsent(Field, id, Places.FirstSite), Site));
        Assert.Equal("BASIS_IS_DUTY", refusal.Code);
        Assert.Contains("第十三条", refusal.Detail);
        Assert.Equal("VALIDATION", await CodeAsync(() => platform.Send(
            new RecordConsent(Field, id, Places.FirstSite, new DateOnly(2026, 11, 23), "书面", "联系", ConsentGiver.Guardian), Site)));

        await ConsentAsync(platform, id);
        await platform.Send(new WithdrawConsent(Field, id, Places.FirstSite), Site);
        await platform.Send(new HoldData(Field, id, Places.FirstSite, true, "信访件办理中"), Site);
        platform.Clock.Advance(TimeSpan.FromDays(60));
        await platform.Send(new ApplyRetention());
        Assert.Equal(ProtectedState.Withdrawn, (await StoredAsync(platform)).Phone.State);
        Assert.Equal("DATA_ON_HOLD", await CodeAsync(() => platform.Send(new EraseField(Field, id, Places.FirstSite, "不再需要"), Site)));
        await platform.Send(new HoldData(Field, id, Places.FirstSite, false, "信访件已办结"), Site);
        await platform.Send(new ApplyRetention());
        Assert.Equal(ProtectedState.Empty, (await StoredAsync(platform)).Phone.State);
    }

    [Theory, DatabaseData]
    public async Task A_number_given_again_is_not_erased_with_the_old_one(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var id = await PersonAsync(platform);
        await ConsentAsync(platform, id);
        await platform.Send(new WithdrawConsent(Field, id, Places.FirstSite), Site);
        await platform.Send(new SaveStaffMember(Places.FirstSite, id, "1", "林晓梅", "统计员", Phone: "13855511239"), Site);
        await ConsentAsync(platform, id);
        platform.Clock.Advance(TimeSpan.FromDays(60));
        await platform.Send(new ApplyRetention());
        Assert.Equal("138****1239", Assert.Single((await platform.Send(new ListStaff(new PageRequest()), Site)).Items).Phone);
    }

    [Theory, DatabaseData]
    public async Task Who_left_is_forgotten_in_time_and_the_period_can_be_set(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var id = await PersonAsync(platform);
        await platform.Send(new SetStaffActive(id, Places.FirstSite, false), Site);
        platform.Clock.Advance(TimeSpan.FromDays(100));
        await platform.Send(new ApplyRetention());
        Assert.Equal(ProtectedState.Present, (await StoredAsync(platform)).Phone.State);
        await platform.Send(new SetRetention("staff-left", 90, "县里规定"));
        await platform.Send(new ApplyRetention());
        var left = await StoredAsync(platform);
        Assert.Equal((ProtectedState.Empty, true, "林晓梅"), (left.Phone.State, left.PhoneIndex.IsEmpty, left.Name));
        Assert.Equal("NOT_FOUND", await CodeAsync(() => platform.Send(new SetRetention("nothing", 90, "县里规定"))));
    }

    [Theory, DatabaseData]
    public async Task A_person_gets_the_own_data_after_the_identity_was_checked(DatabaseKind kind)
    {
        await using var platform = await TestPlatform.StartAsync(kind);
        var id = await PersonAsync(platform);
        await ConsentAsync(platform, id);
        var request = await platform.Send(new RecordDataRequest(Places.FirstSite, id, new DateOnly(2026, 11, 23)), Site);
        var row = Assert.Single((await platform.Send(new ListDataRequests(new PageRequest(), Open: true), Site)).Items);
        Assert.Equal(("林晓梅", new DateOnly(2026, 12, 14)), (row.Name, row.DueOn));
        Assert.Equal("IDENTITY_NOT_CHECKED", await CodeAsync(() => platform.Send(new OpenPersonalData(request, Places.FirstSite), Site)));
        await platform.Send(new CheckIdentity(request, Places.FirstSite, "当面查验身份证件"), Site);

        var document = await platform.Send(new OpenPersonalData(request, Places.FirstSite), Site);
        Assert.Equal(["人员名册", "同意记录"], document.Sections.Select(s => s.Title).Take(2));
        Assert.Contains(document.Sections[0].Items, i => i.Value == Phone);
        await platform.Send(new AnswerDataRequest(request, Places.FirstSite, "当面交付"), Site);
        Assert.Equal(0, (await platform.Send(new ListDataRequests(new PageRequest(), Open: true), Site)).Total);
        Assert.Equal(0, (await platform.Send(new ListDataRequests(new PageRequest()), Places.Site(Places.SecondSite))).Total);
        Assert.Equal("NOT_FOUND", await CodeAsync(() => platform.Send(new OpenPersonalData(request, Places.SecondSite), Places.Site(Places.SecondSite))));
        var trail = await platform.Read<CoreDbContext, List<string>>(db => db.Set<TrailEntry>().Where(t => t.Action == nameof(OpenPersonalData) && t.Outcome == "").Select(t => t.Detail + t.Changes).ToListAsync());
        Assert.DoesNotContain(Phone, Assert.Single(trail));
    }

    private static async Task<Guid> PersonAsync(TestPlatform platform) =>
        (await platform.Send(new SaveStaff(Places.FirstSite, [new("1", "林晓梅", "统计员", "", Phone)]), Site))["1"];

    private static Task<Guid> ConsentAsync(TestPlatform platform, Guid id) =>
        platform.Send(new RecordConsent(Field, id, Places.FirstSite, new DateOnly(2026, 11, 23), "书面", "值班联系"), Site);

    private static async Task<ProtectedDataRow> FieldAsync(TestPlatform platform, Guid id) =>
        (await platform.Send(new GetProtectedData("staff", id, Places.FirstSite), Site)).Single(r => r.Field == Field);

    private static Task<StaffMember> StoredAsync(TestPlatform platform) =>
        platform.Read<CoreDbContext, StaffMember>(db => db.Set<StaffMember>().AsNoTracking().SingleAsync());

    private static async Task<string> CodeAsync(Func<Task> work) => (await Assert.ThrowsAsync<RefusalException>(work)).Code;
}
