using Platform.Contracts.Access;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Contracts.Runs;
using Platform.Oversight;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Features.Excuses;
using Platform.Oversight.Features.Runs;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Oversight;

public class CloseMonthTests
{
    private static DutyFulfilled Meeting(int site, DateOnly held, string reference = "meeting:1") =>
        new(OversightDuties.WorkMeeting, site, Guid.Empty, new(held.Year, held.Month, 1), reference, held, held);

    private static DutyFulfilled Study(int site, int village, DateOnly held, string reference) =>
        new(OversightDuties.CommunityStudy, site, Probe.VillageOf(site, village), new(2026, 10, 1), reference, held, held);

    [Theory]
    [DatabaseData]
    public async Task Every_duty_due_in_the_month_is_frozen_as_it_stands(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await bench.PublishAsync(new DutiesFulfilled(
        [
            Meeting(Bench.Site, new(2026, 10, 12)),
            Study(Bench.Site, 1, new(2026, 10, 30), "study:1"),
            Study(Bench.Site, 2, new(2026, 11, 2), "study:2"),
            Study(Bench.Site + 1, 1, new(2026, 10, 5), "study:3"),
        ]));
        await bench.PublishAsync(new DutyWithdrawn("study:3", "登记错误"));
        await bench.Send(new ExcuseDuty(Bench.Site + 1, OversightDuties.WorkMeeting, new(2026, 10, 1), "防汛抢险"));
        await bench.CloseAsync(Bench.October);

        var rows = await bench.Rows<DutyObligation>();
        DutyStatus Of(int site, string duty, int village = 0) =>
            Assert.Single(rows, r => r.SiteId == site && r.DutyCode == duty && r.UnitId == (village == 0 ? Guid.Empty : Probe.VillageOf(site, village))).Status;
        Assert.Equal(DutyStatus.OnTime, Of(Bench.Site, OversightDuties.WorkMeeting));
        Assert.Equal(DutyStatus.OnTime, Of(Bench.Site, OversightDuties.CommunityStudy, 1));
        Assert.Equal(DutyStatus.Late, Of(Bench.Site, OversightDuties.CommunityStudy, 2));
        Assert.Equal(DutyStatus.Missed, Of(Bench.Site + 1, OversightDuties.CommunityStudy, 1));
        Assert.Equal(DutyStatus.Excused, Of(Bench.Site + 1, OversightDuties.WorkMeeting));
        Assert.Equal(DutyStatus.Missed, Of(Bench.Site + 2, OversightDuties.WorkMeeting));
        // The first month a site closes owes nothing for months before it.
        Assert.DoesNotContain(rows, r => r.DutyCode == OversightDuties.VillageAppraisal || r.DutyCode == "probe-sheet-monthly");
        // Six sites: meeting, study session, two villages each.
        Assert.Equal(6 * 4, rows.Count(r => r.Scored));
    }

    [Theory]
    [DatabaseData]
    public async Task A_chunk_takes_as_many_statements_for_one_site_as_for_three(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await bench.PublishAsync(new DutiesFulfilled([.. Enumerable.Range(0, 6).Select(i => Meeting(Bench.Site + i, new(2026, 10, 12), $"meeting:{i}"))]));
        // The first close of a process also fills its caches.
        await bench.CloseAsync(Bench.October, new(0, Bench.Site, Bench.Site + 1));
        var one = await StatementCounter.CountAsync(() => bench.CloseAsync(Bench.October, new(0, Bench.Site + 2, Bench.Site + 2)));
        var three = await StatementCounter.CountAsync(() => bench.CloseAsync(Bench.October, new(0, Bench.Site + 3, Bench.Site + 5)));
        Assert.Equal(6, (await bench.Rows<SiteClose>()).Count(c => c.Complete));
        Assert.True(one > 20, "the counter must see the close");
        Assert.Equal(one, three);
    }

    [Theory]
    [DatabaseData]
    public async Task The_month_before_is_owed_from_the_second_close_on(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await bench.CloseAsync(new YearMonth(2026, 9));
        await bench.PublishAsync(new DutiesFulfilled([new("probe-sheet-monthly", Bench.Site, Guid.Empty, new(2026, 9, 1), "sheet:9", new(2026, 10, 2), new(2026, 10, 6))]));
        await bench.CloseAsync(Bench.October);
        var rows = (await bench.Rows<DutyObligation>()).Where(o => o.Month == Bench.October.FirstDay && o.SiteId == Bench.Site && o.Scored).ToDictionary(o => o.DutyCode + o.UnitName);
        Assert.Equal(new DateOnly(2026, 10, 5), rows["probe-sheet-monthly"].DueOn);
        Assert.Equal(DutyStatus.Late, rows["probe-sheet-monthly"].Status);
        Assert.Equal(DutyStatus.Missed, rows[OversightDuties.VillageAppraisal].Status);
        Assert.Equal(new DateOnly(2026, 9, 1), rows[OversightDuties.VillageAppraisal].Period);
    }

    [Theory]
    [DatabaseData]
    public async Task Scores_keep_all_they_were_made_of(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await bench.PublishAsync(new DutiesFulfilled([Meeting(Bench.Site, new(2026, 10, 12)), Study(Bench.Site, 1, new(2026, 10, 30), "study:1")]));
        await bench.CloseAsync(Bench.October);

        var scores = (await bench.Rows<Score>()).Where(s => s.SiteId == Bench.Site).ToList();
        var lines = (await bench.Rows<ScoreLine>()).ToLookup(l => l.ScoreId);
        var site = scores.Single(s => s.UnitId == Guid.Empty);
        // 1 of 2 duties on time for 40 of 100 points; 0.9 of a target of 0.9 for 60.
        Assert.Equal(80m, site.Points);
        Assert.Equal([(1m, 2m, 40m, 20m), (9m, 10m, 60m, 60m)],
            lines[site.Id].OrderBy(l => l.IndicatorCode, StringComparer.Ordinal).Select(l => (l.Numerator, l.Denominator, l.EffectiveWeight, l.Points)));
        Assert.Equal(100m, scores.Single(s => s.UnitId == Probe.VillageOf(Bench.Site, 1)).Points);
        Assert.Equal(0m, scores.Single(s => s.UnitId == Probe.VillageOf(Bench.Site, 2)).Points);
    }

    [Theory]
    [DatabaseData]
    public async Task A_contributor_that_throws_for_a_site_costs_that_site_one_indicator_only(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        bench.Probe.FailingSites.Add(Bench.Site);
        var run = await bench.CloseAsync(Bench.October);

        var audits = await bench.Rows<AuditResult>();
        var failed = Assert.Single(audits, a => !a.Computed);
        Assert.Equal((Bench.Site, Probe.Check), (failed.SiteId, failed.CheckCode));
        var score = (await bench.Rows<Score>()).Single(s => s.SiteId == Bench.Site && s.UnitId == Guid.Empty);
        var line = (await bench.Rows<ScoreLine>()).Single(l => l.ScoreId == score.Id && l.IndicatorCode == Probe.Indicator);
        Assert.Equal(LineState.NotComputable, line.State);
        Assert.StartsWith("无法计算", line.Reason);
        Assert.Equal(["ProbeAppraisal", "ProbeAudit", "ProbeMeeting"], (await bench.Rows<RunFailure>()).Where(f => f.RunId == run).Select(f => f.Contributor).Order());
        Assert.Equal(RunState.Done, (await bench.Worker().GetProgressAsync(run, CancellationToken.None))!.State);
    }

    [Theory]
    [DatabaseData]
    public async Task A_closed_month_is_closed_again_only_as_a_revision_beside_the_first(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await bench.CloseAsync(Bench.October);
        var refused = await Assert.ThrowsAsync<RefusalException>(() => bench.CloseAsync(Bench.October));
        Assert.Equal("ALREADY_CLOSED", refused.Code);
        var before = (await bench.Rows<DutyObligation>()).ToDictionary(o => o.Id, o => o.Status);

        await bench.PublishAsync(new DutiesFulfilled([Meeting(Bench.Site, new(2026, 10, 12))]));
        await bench.CloseAsync(Bench.October, revise: true);
        var after = await bench.Rows<DutyObligation>();
        Assert.All(before, b => Assert.Equal(b.Value, after.Single(a => a.Id == b.Key).Status));
        Assert.Equal(DutyStatus.OnTime, after.Single(o => o.Revision == 2 && o.SiteId == Bench.Site && o.DutyCode == OversightDuties.WorkMeeting).Status);
        Assert.Equal(before.Count * 2, after.Count);
        Assert.Equal(6, (await bench.Rows<Finding>()).Count);
        Assert.Equal(6, (await bench.Rows<Meeting>()).Count);
    }

    [Theory]
    [DatabaseData]
    public async Task Overlapping_scopes_compute_a_site_once(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var county = await bench.CloseAsync(Bench.October);
        var nation = await bench.CloseAsync(Bench.October, DivisionScope.Nation);
        var closes = await bench.Rows<SiteClose>();
        Assert.Equal(Probe.Sites, closes.Select(c => c.SiteId).Order());
        Assert.All(closes, c => Assert.Equal(c.SiteId < 341882000 ? county : nation, c.RunId));
        var refused = await Assert.ThrowsAsync<RefusalException>(() => bench.CloseAsync(Bench.October, DivisionScope.Nation));
        Assert.Equal("ALREADY_CLOSED", refused.Code);
    }

    [Fact]
    public async Task A_month_that_is_not_over_is_refused()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        var refused = await Assert.ThrowsAsync<RefusalException>(() => bench.CloseAsync(new YearMonth(2026, 11)));
        Assert.Equal("MONTH_NOT_OVER", refused.Code);
        Assert.Contains("2026年12月1日", refused.Detail);
    }

    [Theory]
    [DatabaseData]
    public async Task Publishing_twice_proves_the_duties_once(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await bench.CloseAsync(Bench.October);
        Assert.All(await bench.Rows<SiteClose>(), c => Assert.Null(c.PublishedAt));
        for (var i = 0; i < 2; i++)
        {
            try
            {
                var run = await bench.Send(new PublishResults(Bench.October), Bench.County);
                await bench.Worker().ProcessAsync(run, CancellationToken.None);
                await bench.Worker().ProcessAsync(run, CancellationToken.None);
            }
            catch (RefusalException refusal)
            {
                Assert.Equal((1, "ALREADY_PUBLISHED"), (i, refusal.Code));
            }
        }

        Assert.All(await bench.Rows<SiteClose>(), c => Assert.NotNull(c.PublishedAt));
        var proofs = await bench.Rows<DutyFulfilment>();
        Assert.Equal(6 * 2, proofs.Count);
        Assert.All(proofs, p => Assert.Equal((Bench.October.FirstDay, new DateOnly(2026, 11, 23)), (p.Period, p.OccurredOn)));
    }

    [Theory]
    [DatabaseData]
    public async Task An_automatic_scheme_publishes_from_day_10_on(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await bench.WriteAsync(db =>
        {
            db.Add(new AppraisalScheme { DivisionId = Bench.County.DivisionId, Lo = Bench.County.Lo, Hi = Bench.County.Hi, EffectiveFrom = new(2026, 1, 1), Name = "方案", Automatic = true });
            return Task.CompletedTask;
        });
        await bench.CloseAsync(Bench.October, DivisionScope.Nation);
        Assert.All(await bench.Rows<SiteClose>(), c => Assert.Equal(c.SiteId < 341882000, c.PublishedAt is not null));
    }

    [Theory]
    [DatabaseData]
    public async Task The_next_meeting_is_convened_with_what_is_left_to_talk_about(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await bench.CloseAsync(Bench.October);
        var meeting = (await bench.Rows<Meeting>()).Single(m => m.SiteId == Bench.Site);
        Assert.Equal(new DateOnly(2026, 11, 1), meeting.Period);
        var agenda = (await bench.Rows<AgendaItem>()).Where(a => a.MeetingId == meeting.Id).OrderBy(a => a.Position).ToList();
        Assert.Equal([AgendaSource.Finding, AgendaSource.Duty, AgendaSource.Module], agenda.Select(a => a.Source));
        Assert.Equal("2026年10月未完成的职责（4项）", agenda[1].Title);
    }
}
