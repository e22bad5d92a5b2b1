using Platform.Contracts.Messaging;
using Platform.Oversight;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Features.Calendar;
using Platform.Oversight.Features.Inspections;
using Platform.Oversight.Features.Studies;
using Platform.Oversight.Features.VillageNotices;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Oversight;

/// <summary>The month's notice of problems to who looks after a village, and the visits it asks for.</summary>
public class VillageNoticeTests
{
    private static readonly YearMonth November = new(2026, 11);

    private static readonly DateOnly Today = new(2026, 11, 23);

    private static readonly Guid First = Probe.VillageOf(Bench.Site);

    private static readonly Guid Second = Probe.VillageOf(Bench.Site, 2);

    [Theory, DatabaseData]
    public async Task Notices_are_issued_at_once_acknowledged_and_followed_by_the_visits_they_ask_for(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await StudyAsync(bench, First, new(2026, 10, 20));
        await bench.Send(new AddNoticeRemark(Bench.Site, Second, November, "请尽快补齐学习台账"));
        await GuideAsync(bench, Second, new(2026, 11, 20), "公开栏没有更新");
        var draft = await bench.Send(new GetVillageNotices(Bench.Site, November));
        Assert.Equal((0, "本月没有问题"), (draft.Edition, draft.Rows[0].ProblemText));
        Assert.Equal([NoticeSource.Duty, NoticeSource.Inspection, NoticeSource.Own], draft.Rows[1].Lines.Select(l => l.Source));
        Assert.Contains("没有完成，期限 2026-10-31", draft.Rows[1].Lines[0].Text, StringComparison.Ordinal);

        await bench.Send(new IssueVillageNotices(Bench.Site, November));
        Assert.Equal("ALREADY_ISSUED", (await Assert.ThrowsAsync<RefusalException>(() => bench.Send(new IssueVillageNotices(Bench.Site, November)))).Code);
        Assert.Equal((DutyStatus.OnTime, null), ((await ItemAsync(bench, OversightDuties.VillageNotice)).Status, (await ItemAsync(bench, OversightDuties.VillageVisit)).ReachedOn));
        var month = await bench.Send(new GetVillageNotices(Bench.Site, November));
        Assert.Equal((1, 1, false, true), (month.Edition, month.Missing, month.Rows[0].VisitMissing, month.Rows[1].VisitMissing));
        Assert.Equal("人员1（驻点镇干）、人员2（协助人）", month.Rows[0].ReaderText);

        // Read by who it is addressed to, and by nobody else without the right to all.
        var notice = month.Rows[1].NoticeId;
        Assert.Contains((await AsAsync(bench, 1, new GetMyTasks(Bench.Site))), t => t.Link == $"/oversight/notices/{notice}");
        Assert.True((await AsAsync(bench, 1, new GetVillageNotice(notice))).ToSign);
        Assert.Equal("NOT_FOUND", (await Assert.ThrowsAsync<RefusalException>(() => AsAsync(bench, 3, new GetVillageNotice(notice)))).Code);
        Assert.Equal("NOT_ADDRESSED", (await Assert.ThrowsAsync<RefusalException>(() => AsAsync(bench, 3, new AcknowledgeVillageNotice(Bench.Site, notice)))).Code);
        await AsAsync(bench, 1, new AcknowledgeVillageNotice(Bench.Site, notice));
        Assert.NotNull(Assert.Single((await bench.Send(new GetVillageNotice(notice))).Addressees).ReadAt);
        Assert.DoesNotContain((await AsAsync(bench, 1, new GetMyTasks(Bench.Site))), t => t.Link == $"/oversight/notices/{notice}");

        // The form of the visit begins with what the notice says.
        var sheet = await bench.Send(new GetInspectionSheet(Bench.Site, InspectionKind.VillageVisit, Today, Second));
        Assert.Equal(5, sheet.Items.Count);
        Assert.Equal("提示的问题：请尽快补齐学习台账", sheet.Items[2].Text);
        var visit = await VisitAsync(bench, Second, Today, sheet.Items.Count);
        var done = await ItemAsync(bench, OversightDuties.VillageVisit);
        Assert.Equal((Today, DutyStatus.OnTime), (done.ReachedOn!.Value, done.Status));
        Assert.Equal((0, visit), ((await bench.Send(new GetVillageNotices(Bench.Site, November))).Missing, (await bench.Send(new GetVillageNotices(Bench.Site, November))).Rows[1].VisitId));
        await bench.Send(new WithdrawInspection(Bench.Site, visit, (await bench.Send(new GetInspection(visit))).Row.Version, "登记错村"));
        Assert.Null((await ItemAsync(bench, OversightDuties.VillageVisit)).ReachedOn);
        await VisitAsync(bench, Second, Today, sheet.Items.Count);
        Assert.NotNull((await ItemAsync(bench, OversightDuties.VillageVisit)).ReachedOn);

        await bench.Send(new WithdrawVillageNotices(Bench.Site, November, "内容有误"));
        Assert.Null((await ItemAsync(bench, OversightDuties.VillageNotice)).ReachedOn);
        Assert.Null((await ItemAsync(bench, OversightDuties.VillageVisit)).ReachedOn);
        Assert.Equal("已收回", (await bench.Send(new GetVillageNotice(notice))).StateText);
    }

    [Theory, DatabaseData]
    public async Task Without_a_problem_no_visit_is_owed_until_a_new_edition_names_one(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await StudyAsync(bench, First, new(2026, 10, 20));
        await StudyAsync(bench, Second, new(2026, 10, 21));
        await bench.Send(new IssueVillageNotices(Bench.Site, November));
        Assert.All((await bench.Send(new GetVillageNotices(Bench.Site, November))).Rows, r => Assert.Equal(("本月没有问题", "不需要"), (r.ProblemText, r.VisitText)));
        Assert.Equal(Today, (await ItemAsync(bench, OversightDuties.VillageVisit)).ReachedOn);

        await bench.Send(new AddNoticeRemark(Bench.Site, First, November, "会议记录缺两次"));
        await bench.Send(new IssueVillageNotices(Bench.Site, November, "补充一个村的问题"));
        Assert.Equal((2, 1), ((await bench.Send(new GetVillageNotices(Bench.Site, November))).Edition, (await bench.Send(new GetVillageNotices(Bench.Site, November))).Missing));
        Assert.Equal((DutyStatus.OnTime, null), ((await ItemAsync(bench, OversightDuties.VillageNotice)).Status, (await ItemAsync(bench, OversightDuties.VillageVisit)).ReachedOn));
        Assert.Equal(4, (await bench.Rows<VillageNotice>()).Count);
    }

    [Theory, DatabaseData]
    public async Task A_problem_that_a_notice_has_named_is_not_named_again_the_month_after(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await GuideAsync(bench, First, new(2026, 10, 12), "登记簿漏填日期");
        await bench.Send(new IssueVillageNotices(Bench.Site, Bench.October));
        await GuideAsync(bench, First, new(2026, 10, 28), "公开栏没有更新");
        var found = (await bench.Send(new GetVillageNotices(Bench.Site, November))).Rows[0].Lines.Where(l => l.Source == NoticeSource.Inspection);
        Assert.Equal("公开栏没有更新（2026-10-28每月指导发现）", Assert.Single(found).Text);
        Assert.Equal("MONTH_NOT_BEGUN", (await Assert.ThrowsAsync<RefusalException>(() => bench.Send(new IssueVillageNotices(Bench.Site, new YearMonth(2026, 12))))).Code);
        Assert.Equal("VALIDATION", (await Assert.ThrowsAsync<RefusalException>(() => bench.Send(new AddNoticeRemark(Bench.Site, First, November, "两户没有落实结扎手术")))).Code);
    }

    private static Task<Guid> StudyAsync(Bench bench, Guid village, DateOnly day) => bench.Send(new RecordStudy(Bench.Site, village, day, "政策学习", 20, null, null));

    private static Task<Guid> GuideAsync(Bench bench, Guid village, DateOnly day, string problem) => bench.Send(new RecordInspection(
        Bench.Site, InspectionKind.Guidance, village, day, Probe.PersonOf(Bench.Site, 1), Guid.Empty, [.. Enumerable.Range(1, 5).Select(_ => new LineDraft(null, null))], Problems: [new(problem)]));

    private static Task<Guid> VisitAsync(Bench bench, Guid village, DateOnly day, int lines) => bench.Send(new RecordInspection(
        Bench.Site, InspectionKind.VillageVisit, village, day, Probe.PersonOf(Bench.Site, 1), Guid.Empty, [.. Enumerable.Range(1, lines).Select(_ => new LineDraft(null, "已指导"))]));

    private static Task<T> AsAsync<T>(Bench bench, int person, MediatR.IRequest<T> request) =>
        bench.SendAs("cadre", Probe.PersonOf(Bench.Site, person), request, OversightPermissions.ViewDuties, OversightPermissions.ViewMeetings);

    private static async Task<CalendarItem> ItemAsync(Bench bench, string duty) =>
        Assert.Single((await bench.Send(new GetDutyCalendar(Bench.Site, November))).Items, i => i.DutyCode == duty);
}
