using Microsoft.EntityFrameworkCore;
using NSubstitute;
using Platform.Contracts.Runs;
using Platform.Oversight.Data;
using Platform.Oversight.Features.Jobs;
using Platform.Oversight.Features.Runs;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Oversight;

public class JobTests
{
    [Theory]
    [DatabaseData]
    public async Task The_sweep_wakes_only_runs_nobody_works_on(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var run = await bench.Send(new CloseMonth(Bench.October), Bench.County);
        await bench.Send(new ClaimChunk(run, "busy"));
        bench.Queue.ClearReceivedCalls();
        await bench.Send(new SweepRuns());
        bench.Queue.DidNotReceive().Enqueue(Arg.Any<Guid>());
        bench.Clock.Advance(TimeSpan.FromMinutes(3));
        await bench.Send(new SweepRuns());
        bench.Queue.Received(1).Enqueue(run);
        await bench.Worker().ProcessAsync(null, CancellationToken.None);
        bench.Queue.ClearReceivedCalls();
        await bench.Send(new SweepRuns());
        bench.Queue.DidNotReceive().Enqueue(Arg.Any<Guid>());
    }

    [Theory]
    [DatabaseData]
    public async Task The_sweep_ends_a_run_whose_last_worker_vanished_before_it_said_so(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var run = await bench.CloseAsync(Bench.October);
        await bench.WriteAsync(db => db.Set<Run>().ExecuteUpdateAsync(s => s.SetProperty(r => r.State, RunState.Running).SetProperty(r => r.FinishedAt, (DateTimeOffset?)null)));
        bench.Queue.ClearReceivedCalls();
        await bench.Send(new SweepRuns());
        bench.Queue.Received(1).Enqueue(run);
        await bench.Worker().ProcessAsync(run, CancellationToken.None);
        Assert.Equal(RunState.Done, Assert.Single(await bench.Rows<Run>()).State);
    }

    [Theory]
    [DatabaseData]
    public async Task Automatic_results_are_published_on_day_10(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        bench.Clock.Advance(TimeSpan.FromDays(9));
        await bench.WriteAsync(db =>
        {
            db.Add(new AppraisalScheme { DivisionId = Bench.County.DivisionId, Lo = Bench.County.Lo, Hi = Bench.County.Hi, EffectiveFrom = new(2026, 1, 1), Name = "方案", Automatic = true });
            return Task.CompletedTask;
        });
        await bench.CloseAsync(new(2026, 11));
        Assert.All(await bench.Rows<SiteClose>(), c => Assert.Null(c.PublishedAt));
        await bench.Send(new PublishDueResults());
        Assert.Single(await bench.Rows<Run>());
        bench.Clock.Advance(TimeSpan.FromDays(8));
        await bench.Send(new PublishDueResults());
        await bench.Worker().ProcessAsync(null, CancellationToken.None);
        Assert.All(await bench.Rows<SiteClose>(), c => Assert.NotNull(c.PublishedAt));
        Assert.All(await bench.Rows<DutyFulfilment>(), f => Assert.Equal(new DateOnly(2026, 12, 10), f.OccurredOn));
        await bench.Send(new PublishDueResults());
        Assert.Equal(2, (await bench.Rows<Run>()).Count);
    }
}
