using Platform.Contracts.Contributions;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Oversight;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Features.Calendar;
using Platform.Oversight.Features.Excuses;
using Platform.Oversight.Features.Findings;
using Platform.Oversight.Features.Months;
using Platform.Oversight.Features.Results;
using Platform.Oversight.Features.Runs;
using Platform.Oversight.Features.Studies;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Oversight;

public class FindingAndStudyTests
{
    [Theory]
    [DatabaseData]
    public async Task A_finding_is_corrected_by_one_and_closed_by_another(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await bench.CloseAsync(Bench.October);
        async Task<Finding> FindAsync() => (await bench.Rows<Finding>()).Single(f => f.SiteId == Bench.Site);
        var id = (await FindAsync()).Id;
        await bench.SendAs("clerk", new CorrectFinding(Bench.Site, id, (await FindAsync()).Version, "已补登"), OversightPermissions.Correct);
        var own = await FindAsync();
        var refused = await Assert.ThrowsAsync<RefusalException>(() =>
            bench.SendAs("clerk", new RecheckFinding(Bench.Site, id, own.Version, true, null), OversightPermissions.Recheck));
        Assert.Equal("SAME_PERSON", refused.Code);
        await bench.SendAs("director", new RecheckFinding(Bench.Site, id, own.Version, false, "没有附件"), OversightPermissions.Recheck);
        Assert.Equal((FindingState.Open, 1), ((await FindAsync()).State, (await FindAsync()).Returned));
        var again = (await bench.Send(new GetFinding(id))).Deadline!;
        Assert.Equal((new DateOnly(2026, 11, 23), new DateOnly(2026, 12, 7), true, DeadlineState.Open), (again.Start, again.Due, again.Provisional, again.State));
        await bench.SendAs("clerk", new CorrectFinding(Bench.Site, id, (await FindAsync()).Version, "已附"), OversightPermissions.Correct);
        await bench.SendAs("director", new RecheckFinding(Bench.Site, id, (await FindAsync()).Version, true, null), OversightPermissions.Recheck);
        var detail = await bench.Send(new GetFinding(id));
        Assert.Equal((FindingState.Closed, 5), (detail.Row.State, detail.History.Count));
        Assert.Equal((DeadlineState.Settled, new DateOnly(2026, 11, 23)), (detail.Deadline!.State, detail.Deadline.SettledOn!.Value));
    }

    [Theory]
    [DatabaseData]
    public async Task A_finding_has_an_owner_a_due_day_by_severity_and_the_records_it_is_about(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        (bench.Probe.Severity, bench.Probe.FindingOwner) = (FindingSeverity.Serious, site => site == Bench.Site ? Probe.PersonOf(site, 3) : Guid.Empty);
        await bench.CloseAsync(Bench.October);
        var rows = (await bench.Send(new GetFindings(), Bench.County)).Items;
        Assert.All(rows, r => Assert.Equal(new DateOnly(2026, 11, 30), r.DueOn));

        // Named by the finding; elsewhere the holder of the check's post.
        Assert.Equal("人员3", rows.Single(r => r.SiteId == Bench.Site).OwnerName);
        Assert.All(rows.Where(r => r.SiteId != Bench.Site), r => Assert.Equal(Probe.PersonOf(r.SiteId, 2), r.OwnerStaffId));
        var own = rows.Single(r => r.SiteId == Bench.Site);
        Assert.Equal("记录1", Assert.Single((await bench.Send(new GetFinding(own.Id))).Records).Text);

        async Task<bool> InTasksOf(int person) =>
            (await bench.SendAs("clerk", Probe.PersonOf(Bench.Site, person), new GetMyTasks(Bench.Site), OversightPermissions.ViewDuties, OversightPermissions.ViewMeetings, OversightPermissions.Correct))
            .Any(t => t.Kind == "稽核整改");
        Assert.Equal((true, false), (await InTasksOf(3), await InTasksOf(1)));
        await bench.SendAs("director", new AssignFinding(Bench.Site, own.Id, own.Version, Probe.PersonOf(Bench.Site, 1), new(2026, 12, 4), "人员3外出"), OversightPermissions.Assign);
        Assert.Equal((false, true), (await InTasksOf(3), await InTasksOf(1)));
        var detail = await bench.Send(new GetFinding(own.Id));
        Assert.Equal((new DateOnly(2026, 12, 4), true, null), (detail.Row.DueOn!.Value, detail.Row.DueByHand, detail.Deadline));
        Assert.Contains("责任人：人员1，期限：2026-12-04。人员3外出", Assert.Single(detail.History, h => h.Act == "确定责任人和期限").Note, StringComparison.Ordinal);
        var stranger = await Assert.ThrowsAsync<RefusalException>(() =>
            bench.SendAs("director", new AssignFinding(Bench.Site, own.Id, detail.Row.Version, Probe.PersonOf(Bench.Site + 1, 1), new(2026, 12, 4), "借调"), OversightPermissions.Assign));
        Assert.Equal("UNKNOWN_PERSON", stranger.Code);

        // A year of the calendar moves what follows the rule, and nothing else.
        await bench.PublishAsync(new DeadlinesRedated([.. rows.Select(r => new RedatedDeadline($"finding:{r.Id}", new DateOnly(2026, 12, 1)))]));
        bench.Clock.Advance(TimeSpan.FromDays(9));
        var overdue = (await bench.Send(new GetFindings(Overdue: true), Bench.County)).Items;
        Assert.Equal((5, new DateOnly(2026, 12, 1)), (overdue.Count, overdue[0].DueOn!.Value));
        Assert.DoesNotContain(overdue, r => r.SiteId == Bench.Site);
        Assert.Equal(own.Id, Assert.Single((await bench.Send(new GetFindings(Owner: Probe.PersonOf(Bench.Site, 1).ToString()), Bench.County)).Items).Id);
    }

    [Fact]
    public async Task Another_site_is_as_if_it_did_not_exist()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        await bench.CloseAsync(Bench.October, Platform.Contracts.Access.DivisionScope.Nation);
        var elsewhere = (await bench.Rows<Finding>()).First(f => f.SiteId == 341882001);
        var refused = await Assert.ThrowsAsync<RefusalException>(() => bench.SendAs("clerk", new GetFinding(elsewhere.Id), OversightPermissions.ViewFindings));
        Assert.Equal(RefusalKind.NotFound, refused.Kind);
    }

    [Theory]
    [DatabaseData]
    public async Task A_study_session_proves_corrects_and_withdraws(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var village = Probe.VillageOf(Bench.Site);
        var request = new RecordStudy(Bench.Site, village, new(2026, 11, 2), "政策学习", 20, null, new(2026, 10, 1), Guid.CreateVersion7());
        var id = await bench.Send(request);
        Assert.Equal(id, await bench.Send(request));
        Assert.Equal(Bench.October.FirstDay, Assert.Single(await bench.Rows<DutyFulfilment>()).Period);

        async Task<DutyStatus> StatusAsync() =>
            (await bench.Send(new GetDutyCalendar(Bench.Site, Bench.October, village))).Items.Single(i => i.Level == DutyLevel.Village).Status;
        Assert.Equal(DutyStatus.Late, await StatusAsync());
        async Task<Guid> VersionAsync() => (await bench.Rows<StudyRecord>()).Single().Version;
        await bench.Send(new CorrectStudy(Bench.Site, id, await VersionAsync(), new(2026, 10, 30), "政策学习", 21, null, null, "日期写错"));
        Assert.Equal(DutyStatus.OnTime, await StatusAsync());
        await bench.Send(new WithdrawStudy(Bench.Site, id, await VersionAsync(), "重复登记"));
        Assert.Equal(DutyStatus.Overdue, await StatusAsync());
    }

    [Fact]
    public async Task A_session_counts_for_its_month_or_the_one_before_only()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        var refused = await Assert.ThrowsAsync<RefusalException>(() =>
            bench.Send(new RecordStudy(Bench.Site, Probe.VillageOf(Bench.Site), new(2026, 11, 2), "学习", 20, null, new(2026, 9, 1))));
        Assert.Equal("WRONG_MONTH", refused.Code);
        refused = await Assert.ThrowsAsync<RefusalException>(() =>
            bench.Send(new RecordStudy(Bench.Site, Probe.VillageOf(Bench.Site + 1), new(2026, 11, 2), "学习", 20)));
        Assert.Equal("UNKNOWN_VILLAGE", refused.Code);
    }

    [Theory]
    [DatabaseData]
    public async Task Queries_show_a_closed_month(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await bench.Send(new RecordStudy(Bench.Site, Probe.VillageOf(Bench.Site), new(2026, 10, 2), "学习", 20));
        await bench.CloseAsync(Bench.October);
        var month = await bench.Send(new GetMonth(Bench.October), Bench.County);
        Assert.Equal((6, 6, 0, 0), (month.Sites, month.Closed, month.Published, month.Changed));
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.Send(new ExcuseDuty(Bench.Site, OversightDuties.WorkMeeting, new(2026, 10, 1), "防汛"));
        Assert.Equal(1, (await bench.Send(new GetMonth(Bench.October), Bench.County)).Changed);

        // Before publishing only those who publish see results.
        Assert.Empty((await bench.SendAs("clerk", new GetResults(Bench.October), OversightPermissions.ViewResults)).Items);
        await bench.Worker().ProcessAsync(await bench.Send(new PublishResults(Bench.October), Bench.County), CancellationToken.None);
        var sites = await bench.SendAs("clerk", new GetResults(Bench.October), OversightPermissions.ViewResults);
        Assert.Equal((6, 1), (sites.Total, sites.Items[0].Rank));
        var villages = await bench.SendAs("clerk", new GetResults(Bench.October, Bench.Site), OversightPermissions.ViewResults);
        Assert.Equal([(1, 100m), (2, 0m)], villages.Items.Select(v => (v.Rank!.Value, v.Points!.Value)));
        var trend = await bench.SendAs("clerk", new GetTrend(Bench.October, Bench.Site), OversightPermissions.ViewResults);
        Assert.Equal(6, trend.Count);
        Assert.NotNull(trend[^1].Points);
        var score = await bench.SendAs("clerk", new GetScore(sites.Items[0].ScoreId), OversightPermissions.ViewResults);
        Assert.Equal(100m, score.Lines.Sum(l => l.EffectiveWeight));
        Assert.Equal(Bench.October, await bench.SendAs("clerk", new GetNewestMonth(), OversightPermissions.ViewResults));
        Assert.NotEmpty(await bench.Send(new GetMyTasks(Bench.Site)));
    }
}
