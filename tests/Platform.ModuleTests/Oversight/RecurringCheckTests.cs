using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Contracts.Runs;
using Platform.Oversight;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Features.Checks;
using Platform.Oversight.Features.Jobs;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Oversight;

public class RecurringCheckTests
{
    private static readonly ScheduleDraft Close = new("月结", Bench.County.DivisionId, RunKind.CloseMonth, ScheduleCadence.Monthly, 1, 7, 2, WorkingDayRule.Literal, false, []);
    private static readonly ScheduleDraft Audit = new("每日稽核", Bench.County.DivisionId, RunKind.Audit, ScheduleCadence.Daily, 1, 1, 6, WorkingDayRule.Literal, false, []);
    private static readonly DivisionScope OneSite = new(Bench.Site, Bench.Site, Bench.Site);

    [Theory]
    [DatabaseData]
    public async Task A_schedule_closes_each_month_once(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await bench.Send(new SaveSchedule(null, null, Close), Bench.County);
        await bench.Send(new RunSchedules());
        // October was over before the schedule existed.
        Assert.Empty(await bench.Rows<Run>());
        bench.Clock.Advance(TimeSpan.FromDays(14));
        await bench.Send(new RunSchedules());
        await bench.Send(new RunSchedules());
        var run = Assert.Single(await bench.Rows<Run>());
        Assert.Equal((new DateOnly(2026, 11, 1), Bench.County.DivisionId), (run.Month, run.DivisionId));
    }

    [Theory]
    [DatabaseData]
    public async Task An_audit_of_the_open_month_finds_early_and_again_takes_the_place_of_the_one_before(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        bench.Probe.Findings = 1;
        var schedule = await bench.Send(new SaveSchedule(null, null, Audit), Bench.County);
        for (var day = 1; day <= 2; day++)
        {
            bench.Clock.Advance(TimeSpan.FromDays(1));
            await bench.Send(new RunSchedules());
            await bench.Worker().ProcessAsync(null, CancellationToken.None);
        }

        Assert.Equal(2, (await bench.Rows<Run>()).Count(r => r.ScheduleId == schedule && r.State == RunState.Done && r.Kind == RunKind.Audit));
        var results = (await bench.Rows<AuditResult>()).Where(r => r.CheckCode == Probe.Check).ToList();
        Assert.Equal(Probe.Sites.Count(Bench.County.Contains), results.Count);
        Assert.All(results, r => Assert.Equal((0, new DateOnly(2026, 11, 1)), (r.Revision, r.Month)));
        Assert.Equal(results.Count, (await bench.Rows<Finding>()).Count(f => f.CheckCode == Probe.Check));

        // The close writes beside it and finds nothing new.
        bench.Clock.Advance(TimeSpan.FromDays(8));
        await bench.CloseAsync(new(2026, 11));
        Assert.Equal(results.Count, (await bench.Rows<Finding>()).Count(f => f.CheckCode == Probe.Check));
        Assert.Equal(results.Count, (await bench.Rows<AuditResult>()).Count(r => r.CheckCode == Probe.Check && r.Revision == 1));
    }

    [Theory]
    [DatabaseData]
    public async Task Where_scopes_overlap_the_nearest_schedule_computes_a_site_once(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await bench.Send(new SaveSchedule(null, null, Audit with { DivisionId = 0 }));
        var near = await bench.Send(new SaveSchedule(null, null, Audit with { DivisionId = Bench.Site }), OneSite);
        var preview = await bench.Send(new PreviewSchedule(Audit with { DivisionId = 0 }));
        Assert.Equal((Probe.Sites.Length - 1, 1, 12), (preview.Sites, preview.Left, preview.Times.Count));
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.Send(new RunSchedules());
        await bench.Worker().ProcessAsync(null, CancellationToken.None);
        var runs = (await bench.Rows<Run>()).ToDictionary(r => r.Id);
        var results = (await bench.Rows<AuditResult>()).Where(r => r.CheckCode == Probe.Check).ToList();
        Assert.Equal(Probe.Sites.Order(), results.Select(r => r.SiteId).Order());
        Assert.All(results, r => Assert.Equal(r.SiteId == Bench.Site, runs[r.RunId].ScheduleId == near));

        // Paused, it leaves the site to the wider one.
        await bench.Send(new SwitchSchedule(near, false), OneSite);
        Assert.Equal((Probe.Sites.Length, 0), ((await bench.Send(new PreviewSchedule(Audit with { DivisionId = 0 }))) is var p ? (p.Sites, p.Left) : default));
    }

    [Theory]
    [DatabaseData]
    public async Task Only_failed_sites_are_tried_again(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        bench.Probe.FailingSites.Add(Bench.Site);
        var run = await bench.CloseAsync(Bench.October);
        Assert.NotEmpty(await bench.Rows<RunFailure>());
        bench.Probe.FailingSites.Clear();
        var retry = await bench.Send(new RetryFailed(run), Bench.County);
        await bench.Worker().ProcessAsync(retry, CancellationToken.None);
        Assert.Equal([Bench.Site], (await bench.Rows<SiteClose>()).Where(c => c.Revision == 2).Select(c => c.SiteId));
        Assert.True(Assert.Single(await bench.Rows<AuditResult>(), r => r.Revision == 2 && r.CheckCode == Probe.Check).Computed);
        var again = await Assert.ThrowsAsync<RefusalException>(() => bench.Send(new RetryFailed(run), Bench.County));
        Assert.Equal("RETRIED", again.Code);
        var listed = Assert.Single((await bench.Send(new ListRuns(new()), Bench.County)).Items, r => r.Id == run);
        Assert.Equal((1, retry), (listed.FailedSites, listed.RetriedBy));
    }

    [Theory]
    [DatabaseData]
    public async Task A_paused_check_does_not_run_and_makes_up_for_nothing(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var id = await bench.Send(new SaveSchedule(null, null, Audit), Bench.County);
        await bench.Send(new SwitchSchedule(id, false), Bench.County);
        bench.Clock.Advance(TimeSpan.FromDays(3));
        await bench.Send(new RunSchedules());
        await bench.Send(new SwitchSchedule(id, true), Bench.County);
        await bench.Send(new RunSchedules());
        Assert.Empty(await bench.Rows<Run>());
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.Send(new RunSchedules());
        Assert.Single(await bench.Rows<Run>());
        var listed = Assert.Single((await bench.Send(new ListSchedules(new()), Bench.County)).Items);
        Assert.Equal(RunState.Waiting, listed.LastState);
    }

    [Theory]
    [DatabaseData]
    public async Task Foreign_schedules_do_not_exist_and_foreign_divisions_are_refused(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var id = await bench.Send(new SaveSchedule(null, null, Audit), Bench.County);
        foreach (var attempt in new Func<Task>[]
        {
            () => bench.Send(new SaveSchedule(null, null, Audit), OneSite),
            () => bench.Send(new PreviewSchedule(Audit), OneSite),
            () => bench.Send(new GetSchedule(id), OneSite),
            () => bench.Send(new SwitchSchedule(id, false), OneSite),
            () => bench.Send(new RunScheduleNow(id), OneSite),
            () => bench.Send(new RemoveSchedule(id, "试"), OneSite),
        })
        {
            Assert.Equal(RefusalKind.NotFound, (await Assert.ThrowsAsync<RefusalException>(attempt)).Kind);
        }

        Assert.Empty((await bench.Send(new ListSchedules(new()), OneSite)).Items);
    }

    [Theory]
    [DatabaseData]
    public async Task One_close_per_division_and_only_monthly(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await bench.Send(new SaveSchedule(null, null, Close), Bench.County);
        Assert.Equal("SCHEDULE_EXISTS", (await Assert.ThrowsAsync<RefusalException>(() => bench.Send(new SaveSchedule(null, null, Close), Bench.County))).Code);
        var weekly = await Assert.ThrowsAsync<RefusalException>(() => bench.Send(new SaveSchedule(null, null, Close with { Cadence = ScheduleCadence.Weekly }), Bench.County));
        Assert.Contains(weekly.Fields, f => f.Message == "月结只能每月进行");
    }
}
