using Platform.Contracts.Access;
using Platform.Contracts.Contributions;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files.Attachments;
using Platform.Oversight;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Features.Calendar;
using Platform.Oversight.Features.Findings;
using Platform.Oversight.Features.Inspections;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Oversight;

/// <summary>Field work on forms with versions: points, problems that become findings, and the duties it proves.</summary>
public class InspectionTests
{
    private static readonly YearMonth November = new(2026, 11);

    private static readonly DateOnly Today = new(2026, 11, 23);

    private static readonly DivisionScope Township = new(Bench.Site, Bench.Site, Bench.Site);

    [Theory, DatabaseData]
    public async Task An_inspection_has_a_score_and_its_problem_is_a_finding_until_it_is_withdrawn(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var id = await bench.Send(
            Inspect(1, new(2026, 10, 20), 0, points: 10) with
            {
                Lessons = "台账规范",
                Problems = [new("会议记录缺签到表", true, FindingSeverity.Major, Probe.PersonOf(Bench.Site, 2)), new("公开栏没有更新")],
                Files = [new("照片.txt", "照片"u8.ToArray())],
            });
        var found = await bench.Send(new GetInspection(id));
        Assert.Equal((70m, 100m, 70m, 2, 1), (found.Row.Points, found.Row.MaxPoints, found.Row.Percent!.Value, found.Row.Problems, found.Row.OpenFindings));

        var finding = Assert.Single((await bench.Send(new GetFindings(Owner: Probe.PersonOf(Bench.Site, 2).ToString()))).Items);
        Assert.Equal(("会议记录缺签到表", new DateOnly(2026, 12, 7), $"/oversight/inspections/{id}"), (finding.Title, finding.DueOn!.Value, finding.Link));
        Assert.Equal(DeadlineState.Open, (await bench.Send(new GetFinding(finding.Id))).Deadline!.State);

        // The audit of the month counts what is there and makes nothing of it twice.
        await bench.CloseAsync(Bench.October);
        Assert.Single(await bench.Rows<Finding>(), f => f.CheckCode == OversightChecks.Inspections);
        Assert.Equal((1, 1), (await bench.Rows<AuditResult>()).Where(a => a.CheckCode == OversightChecks.Inspections && a.SiteId == Bench.Site && a.Month == Bench.October.FirstDay).Select(a => (a.Examined, a.Found)).Single());

        await bench.Send(new WithdrawInspection(Bench.Site, id, found.Row.Version, "登记错村"));
        var after = await bench.Send(new GetFinding(finding.Id));
        Assert.Equal((FindingState.Closed, DeadlineState.Withdrawn), (after.Row.State, after.Deadline!.State));
        Assert.Equal("检查记录撤回：登记错村", Assert.Single(after.History, h => h.Act == "撤销").Note);
        Assert.Equal("已撤回", Assert.Single((await bench.Send(new ListInspections(new PageRequest()))).Items).StateText);
        Assert.Equal("NOT_FOUND", (await Assert.ThrowsAsync<RefusalException>(() => bench.Send(
            new AddAttachments(Bench.Site, InspectionFileKind.KindCode, InspectionFileKind.RefOf(id), [new("迟.txt", "迟"u8.ToArray())])))).Code);
    }

    [Theory, DatabaseData]
    public async Task The_quarters_duty_is_done_when_every_village_was_inspected_and_undone_by_a_withdrawal(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await bench.CloseAsync(Bench.October);
        await bench.Send(Inspect(1, new(2026, 10, 12), 0));
        var half = await ItemAsync(bench, OversightDuties.CommunityAudit, new YearMonth(2026, 12));
        Assert.Equal((null, 1m, 2m), (half.ReachedOn, half.Quantity, half.Threshold));
        var second = await bench.Send(Inspect(2, new(2026, 11, 12), 4));
        var done = await ItemAsync(bench, OversightDuties.CommunityAudit, new YearMonth(2026, 12));
        Assert.Equal((new DateOnly(2026, 11, 12), DutyStatus.OnTime), (done.ReachedOn!.Value, done.Status));
        Assert.StartsWith("/oversight/inspections/inspection", done.EvidenceLink, StringComparison.Ordinal);

        var quarter = await bench.Send(new GetInspectionQuarter(Bench.Site));
        Assert.Equal([(100m, "已检查"), (96m, "已检查")], quarter.Rows.Select(r => (r.Percent!.Value, r.StateText)));
        await bench.Send(new WithdrawInspection(Bench.Site, second, (await bench.Send(new GetInspection(second))).Row.Version, "重复登记"));
        Assert.Null((await ItemAsync(bench, OversightDuties.CommunityAudit, new YearMonth(2026, 12))).ReachedOn);
        Assert.Equal("未检查", (await bench.Send(new GetInspectionQuarter(Bench.Site))).Rows[1].StateText);
    }

    [Theory, DatabaseData]
    public async Task A_filled_form_keeps_the_version_it_was_filled_with(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var id = await bench.Send(Inspect(1, new(2026, 11, 20), 0));
        var form = await bench.Send(new SaveInspectionForm(InspectionKind.VillageInspection, Today, "县检查表", [new("台账", 60, "齐全"), new("公开", 40, "")]), Bench.County);
        var township = await bench.Send(new SaveInspectionForm(InspectionKind.VillageInspection, Today.AddDays(1), "镇检查表", [new("台账", 50, "")]), Township);

        // Another county's form is none of ours; before its day the new one is not in force.
        await bench.Send(new SaveInspectionForm(InspectionKind.VillageInspection, Today, "邻县检查表", [new("别的", 10, "")]), new DivisionScope(341882000, 341882000, 341882999));
        async Task<InspectionSheet> Sheet(DateOnly day) => await bench.Send(new GetInspectionSheet(Bench.Site, InspectionKind.VillageInspection, day));
        Assert.Equal((Guid.Empty, form, township), ((await Sheet(Today.AddDays(-1))).FormId, (await Sheet(Today)).FormId, (await Sheet(Today.AddDays(1))).FormId));
        Assert.Equal(7, (await bench.Send(new GetInspection(id))).Lines.Count);

        var refused = await Assert.ThrowsAsync<RefusalException>(() => bench.Send(Inspect(2, Today, 0)));
        Assert.Equal("FORM_CHANGED", refused.Code);
        var second = await bench.Send(Inspect(2, Today, 0) with { FormId = form, Lines = [new(45, "缺两笔"), new(40, null)] });
        await bench.Send(new SaveInspectionForm(InspectionKind.VillageInspection, Today, "县检查表（二）", [new("台账", 100, "")]), Bench.County);
        Assert.Equal("已被取代", (await bench.Send(new ListInspectionForms(PageRequest.All()), Bench.County)).Items.Single(f => f.Id == form).StateText);

        // Corrected on the old form, with its lines.
        var old = await bench.Send(new GetInspection(second));
        await bench.Send(new CorrectInspection(
            Bench.Site, second, old.Row.Version, Today, old.Row.InspectorStaffId, [new(50, "缺一笔"), new(40, null)], [], "少计5分", NewProblems: [new("台账缺一笔", true)]));
        var corrected = await bench.Send(new GetInspection(second));
        Assert.Equal((90m, "县检查表", "有效（更正 1 次）", "台账"), (corrected.Row.Percent!.Value, corrected.Row.FormName, corrected.Row.StateText, corrected.Lines[0].Text));
        Assert.Equal(2, (await bench.Rows<DutyFulfilment>()).Count(f => !f.Withdrawn));

        // A problem taken back takes its finding along.
        await bench.Send(new CorrectInspection(Bench.Site, second, corrected.Row.Version, Today, old.Row.InspectorStaffId, [new(60, null), new(40, null)], [], "台账已找到"));
        Assert.Equal(FindingState.Closed, Assert.Single(await bench.Rows<Finding>()).State);
    }

    [Fact]
    public async Task Points_villages_and_people_are_checked()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        async Task<string> Refused(RecordInspection request) => (await Assert.ThrowsAsync<RefusalException>(() => bench.Send(request))).Code;
        var good = Inspect(1, Today, 0);
        Assert.Equal("POINTS_WRONG", await Refused(good with { Lines = [.. good.Lines.Select(_ => new LineDraft(16, null))] }));
        Assert.Equal("POINTS_WRONG", await Refused(good with { Lines = [.. good.Lines.Select(_ => new LineDraft(null, null))] }));
        Assert.Equal("UNKNOWN_VILLAGE", await Refused(good with { VillageId = Probe.VillageOf(Bench.Site + 1) }));
        Assert.Equal("UNKNOWN_PERSON", await Refused(good with { InspectorStaffId = Probe.PersonOf(Bench.Site + 1, 1) }));
        Assert.Equal("DONE_BEFORE_PERIOD", await Refused(good with { DoneOn = new(2026, 9, 30), Period = new(2026, 10, 1) }));
        Assert.Equal("VALIDATION", await Refused(good with { Problems = [new("本月引产任务没有完成")] }));
        Assert.Equal("VALIDATION", (await Assert.ThrowsAsync<RefusalException>(() =>
            bench.Send(new SaveInspectionForm(InspectionKind.VillageInspection, Today, "检查表", [new("出生人口控制数", 10, "")]), Bench.County))).Code);
        Assert.Empty(await bench.Rows<Inspection>());
    }

    [Fact]
    public async Task A_group_check_and_a_guidance_visit_prove_their_duties_without_points()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        var group = new RecordInspection(
            Bench.Site, InspectionKind.GroupCheck, null, Today, Probe.PersonOf(Bench.Site, 1), Guid.Empty, [new(20, null), new(30, null), new(20, null), new(15, null), new(15, null)], "城南小组",
            RequestId: Guid.CreateVersion7());
        Assert.Equal(await bench.Send(group), await bench.Send(group));
        Assert.Equal(DutyStatus.OnTime, (await ItemAsync(bench, OversightDuties.GroupCheck, November)).Status);
        Guid id = default;
        foreach (var village in new[] { 1, 2 })
        {
            id = await bench.Send(new RecordInspection(
                Bench.Site, InspectionKind.Guidance, Probe.VillageOf(Bench.Site, village), Today, Probe.PersonOf(Bench.Site, 1), Guid.Empty, [.. Enumerable.Range(1, 5).Select(_ => new LineDraft(null, "正常"))]));
        }

        Assert.Equal(DutyStatus.OnTime, (await ItemAsync(bench, OversightDuties.CommunityGuidance, November)).Status);
        Assert.Equal("不计分", (await bench.Send(new GetInspection(id))).Row.ScoreText);
    }

    /// <summary>The quarter's form with full points, but for <paramref name="lost"/> on the third line, or the same for every line.</summary>
    private static RecordInspection Inspect(int village, DateOnly day, int lost, decimal? points = null)
    {
        var items = InspectionRules.Default(InspectionKind.VillageInspection);
        return new RecordInspection(
            Bench.Site, InspectionKind.VillageInspection, Probe.VillageOf(Bench.Site, village), day, Probe.PersonOf(Bench.Site, 1), Guid.Empty,
            [.. items.Select((item, i) => new LineDraft(points ?? item.MaxPoints - (i == 2 ? lost : 0), null))]);
    }

    private static async Task<CalendarItem> ItemAsync(Bench bench, string duty, YearMonth month) =>
        Assert.Single((await bench.Send(new GetDutyCalendar(Bench.Site, month))).Items, i => i.DutyCode == duty);
}
