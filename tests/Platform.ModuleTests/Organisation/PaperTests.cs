using MediatR;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Infrastructure.Files;
using Platform.ModuleTests.Files;
using Platform.Organisation.Data;
using Platform.Organisation.Domain;
using Platform.Organisation.Features.Groups;
using Platform.Organisation.Features.Notices;
using Platform.Organisation.Features.Posts;
using Platform.Organisation.Features.Qualifications;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Organisation;

/// <summary>Notices, leading groups and certificates on a real database.</summary>
public class PaperTests
{
    [Theory, DatabaseData]
    public async Task A_notice_changes_posts_from_its_day_on_all_or_none(DatabaseKind kind)
    {
        await using var town = await Township.StartAsync(kind);
        var (today, day) = (Township.Today, Township.Today.AddDays(7));
        var old = await town.Send(new AppointStaff(Township.Site, town.Director, town.Lin, today));
        FileNotice Notice(params NoticeChange[] changes) =>
            new(Township.Site, "样政", 3, "关于调整职责分工的通知", "各村委会", "正文", today, day, changes);

        var refused = await Township.CodeAsync(() => town.Send(Notice(new NoticeChange(old, town.Director, town.Wang), new NoticeChange(null, town.Director, town.Li))));
        Assert.Equal("POST_FULL", refused);
        Assert.Empty((await town.Send(new ListNotices(new PageRequest()))).Items);
        Assert.Equal([town.Lin], await HoldersAsync(town, day));

        var id = await town.Send(Notice(new NoticeChange(old, town.Director, town.Wang), new NoticeChange(null, town.Keeper, town.Lin)));
        Assert.Equal([town.Lin], await HoldersAsync(town, day.AddDays(-1)));
        Assert.Equal([town.Wang], await HoldersAsync(town, day));
        var notice = await town.Send(new GetNotice(id));
        Assert.Equal(("样政〔2026〕3号", "样镇1人民政府", 3), (notice.FullNumber, notice.Issuer, notice.Changes.Count));
        Assert.Equal("样政〔2026〕3号", (await town.Send(new GetPost(town.Director))).Assignments[0].Paper);
        Assert.Equal("NUMBER_TAKEN", await Township.CodeAsync(() => town.Send(Notice())));
        Assert.Equal("NOTICE_CARRIED_OUT", await Township.CodeAsync(() => town.Send(new VoidNotice(Township.Site, id, notice.Version, "登记有误"))));
    }

    [Theory, DatabaseData]
    public async Task A_group_is_renewed_and_keeps_its_former_members(DatabaseKind kind)
    {
        await using var town = await Township.StartAsync(kind);
        var id = await town.Send(new FoundGroup(Township.Site, GroupKind.Enforcement, null, new(2023, 6, 1), 3, Members: [new(GroupRole.Head, "党委书记"), new(GroupRole.Member, "主任", town.Lin)]));
        Assert.True((await town.Send(new ListGroups(new PageRequest()))).Items.Single().Due);
        var group = await town.Send(new GetGroup(id));
        await town.Send(new RenewGroup(Township.Site, id, group.Version, new(2026, 6, 1), 3, "样政〔2026〕2号"));
        Assert.Equal("HEAD_TAKEN", await Township.CodeAsync(() => town.Send(new AddGroupMember(Township.Site, id, GroupRole.Head, "镇长"))));
        await town.Send(new AddGroupMember(Township.Site, id, GroupRole.Member, "统计员", town.Li));
        Assert.Equal("ALREADY_MEMBER", await Township.CodeAsync(() => town.Send(new AddGroupMember(Township.Site, id, GroupRole.Member, "统计员", town.Li))));
        group = await town.Send(new GetGroup(id));
        await town.Send(new EndGroupMember(Township.Site, id, group.Terms[0].Members.Single(m => m.StaffId == town.Li).Id, Township.Today.AddDays(30)));
        Assert.Equal((2, 3, 2), (group.Terms.Count, group.Terms[0].Members.Count, group.Terms[1].Members.Count));
        Assert.Equal((new DateOnly(2026, 5, 31), new DateOnly(2029, 5, 31)), (group.Terms[1].To, group.Terms[0].To));
        group = await town.Send(new GetGroup(id));
        await town.Send(new DissolveGroup(Township.Site, id, group.Version, "机构改革"));
        Assert.Empty((await town.Send(new ListGroups(new PageRequest()))).Items);
        Assert.Single((await town.Send(new ListGroups(new PageRequest(), Dissolved: true))).Items);
    }

    [Theory, DatabaseData]
    public async Task Certificates_are_found_warned_of_and_made_void(DatabaseKind kind)
    {
        await using var town = await Township.StartAsync(kind);
        var today = Township.Today;
        await town.Send(new AppointStaff(Township.Site, town.Keeper, town.Lin, today));
        Assert.Equal("药具管理员没有登记培训证", Assert.Single(await town.Send(new GetCertificateWarnings(Township.Site))).Text);
        SaveQualification Save(string number, DateOnly? until) =>
            new(Township.Site, null, town.Lin, QualificationKind.SuppliesKeeper, number, "市药具站", IssuerLevel.City, new(2024, 1, 1), until, Schooling.College);

        Assert.Equal("VALIDATION", await Township.CodeAsync(() => town.Send(Save("342501199001011234", null))));
        var id = await town.Send(Save("皖001", today.AddDays(30)));
        Assert.Equal("NUMBER_TAKEN", await Township.CodeAsync(() => town.Send(Save("皖001", null))));
        Assert.Equal("药具管理人员培训证30 天内到期", Assert.Single(await town.Send(new GetCertificateWarnings(Township.Site))).Text);
        Assert.Single(await town.Send(new GetQualifications([town.Lin, town.Li], QualificationKind.SuppliesKeeper, today.AddDays(30))));
        Assert.Empty(await town.Send(new GetQualifications([town.Lin], QualificationKind.SuppliesKeeper, today.AddDays(31))));
        Assert.Single((await town.Send(new ListQualifications(new PageRequest(), "林", State: QualificationState.Within30))).Items);
        await town.Send(Save("皖002", null));
        Assert.Empty(await town.Send(new GetCertificateWarnings(Township.Site)));
        var row = (await town.Send(new ListQualifications(new PageRequest()))).Items.Single(r => r.Id == id);
        await town.Send(new VoidQualification(Township.Site, id, row.Version, "证书遗失"));
        Assert.Equal("证书遗失", Assert.Single((await town.Send(new ListQualifications(new PageRequest(), State: QualificationState.Void))).Items).VoidReason);
    }

    [Theory, DatabaseData]
    public async Task Certificates_come_from_a_sheet_and_twice_changes_nothing(DatabaseKind kind)
    {
        await using var town = await Township.StartAsync(kind);
        var flow = new ImportFlows(new Caller(town)).For(QualificationImport.KindName, Township.Site);
        var sheet = Sheets.Text("工号,证书类别,证书编号,发证级别,发证日期,有效期至,文化程度\n1,药具管理人员培训证,皖001,市级,2024-01-01,2027-01-01,高中\n9,行政执法证,P1,省级,2024-01-01,,本科\n");
        var check = await flow.CheckAsync("a.csv", new MemoryStream(sheet), new Silent(), default);
        Assert.Equal("人员名册中没有这个在岗人员的工号", Assert.Single(check.Issues).Reason);
        Assert.Equal(new ImportOutcome(2, 1, 0, 1), await flow.ImportAsync(check.Key, true, new Silent(), default));
        var again = await flow.CheckAsync("a.csv", new MemoryStream(sheet), new Silent(), default);
        Assert.Equal(new ImportOutcome(2, 0, 1, 1), await flow.ImportAsync(again.Key, true, new Silent(), default));
        var row = Assert.Single((await town.Send(new ListQualifications(new PageRequest()))).Items);
        Assert.Equal((Schooling.SeniorSecondary, new DateOnly(2027, 1, 1)), (row.Schooling, row.ExpiresOn));
    }

    private static async Task<Guid[]> HoldersAsync(Township town, DateOnly day) =>
        [.. (await town.Send(new GetPostHolders([Township.Site], PostKinds.OfficeDirector, day))).Select(h => h.StaffId)];

    /// <summary>The mediator as a page of the township's clerk has it.</summary>
    private sealed class Caller(Township town) : IMediator
    {
        public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default) =>
            town.SendAs(Guid.Empty, request, Platform.Organisation.OrganisationPermissions.ManageQualifications);

        public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
            where TNotification : INotification => throw new NotSupportedException();
    }

    private sealed class Silent : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
        }
    }
}
