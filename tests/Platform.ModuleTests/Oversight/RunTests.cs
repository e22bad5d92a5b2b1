using Npgsql;
using Platform.Contracts.Contributions;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Contracts.Runs;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Features.Runs;
using Platform.Oversight.Runs;
using Platform.TestKit.Databases;
using Xunit;

namespace Platform.ModuleTests.Oversight;

public class RunTests
{
    [Theory]
    [DatabaseData]
    public async Task Cancelled_between_steps_it_goes_on_where_it_stopped(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var run = await bench.Send(new CloseMonth(Bench.October), Bench.County);
        using var stop = new CancellationTokenSource();
        bench.Probe.OnAsked = r =>
        {
            if (r is AuditRequested)
            {
                stop.Cancel();
            }
        };
        await bench.Worker().ProcessAsync(run, stop.Token);
        var first = (await bench.Rows<RunChunk>()).OrderBy(c => c.Position).First();
        Assert.Equal((ChunkState.Waiting, RunStep.Score, 0), (first.State, first.Step, first.Attempts));
        Assert.False((await bench.Worker().GetProgressAsync(run, CancellationToken.None))!.IsFinished);

        bench.Probe.OnAsked = null;
        Assert.Equal(run, await bench.Send(new CloseMonth(Bench.October), Bench.County));
        await bench.Worker().ProcessAsync(run, CancellationToken.None);
        var progress = (await bench.Worker().GetProgressAsync(run, CancellationToken.None))!;
        Assert.Equal((RunState.Done, 100, 6), (progress.State, progress.Percent, progress.DoneSites));
        Assert.Equal(6, (await bench.Rows<AuditResult>()).Count(a => a.CheckCode == Probe.Check));
    }

    [Theory]
    [DatabaseData]
    public async Task A_chunk_that_keeps_failing_is_given_up_and_the_rest_goes_on(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var run = await bench.Send(new CloseMonth(Bench.October), Bench.County);
        // Somebody else's row where the first chunk must write: its transaction fails every time.
        await bench.WriteAsync(db =>
        {
            db.Add(new Score { SiteId = Bench.Site, Month = Bench.October.FirstDay, Revision = 1, RunId = Guid.Empty });
            return Task.CompletedTask;
        });
        await bench.Worker().ProcessAsync(run, CancellationToken.None);
        var progress = (await bench.Worker().GetProgressAsync(run, CancellationToken.None))!;
        Assert.Equal((RunState.Failed, 1, 1), (progress.State, progress.FailedChunks, progress.DoneSites));
        var failed = (await bench.Rows<RunChunk>()).Single(c => c.State == ChunkState.Failed);
        Assert.Equal((RunStep.Score, 3), (failed.Step, failed.Attempts));
        Assert.Equal(5, (await bench.Rows<RunFailure>()).Count(f => f.Contributor == RunFailure.WholeChunk));
        Assert.Single(await bench.Rows<SiteClose>(), c => c.Complete);

        await bench.WriteAsync(async db => db.RemoveRange(await Task.FromResult(db.Set<Score>().Where(s => s.RunId == Guid.Empty).ToList())));
        Assert.Equal(run, await bench.Send(new CloseMonth(Bench.October), Bench.County));
        await bench.Worker().ProcessAsync(run, CancellationToken.None);
        Assert.Equal(RunState.Done, (await bench.Worker().GetProgressAsync(run, CancellationToken.None))!.State);
        Assert.All(await bench.Rows<SiteClose>(), c => Assert.True(c.Complete));
        Assert.Empty(await bench.Rows<RunFailure>());
    }

    [Theory]
    [DatabaseData]
    public async Task An_expired_lease_is_taken_over_and_the_old_worker_writes_nothing(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var run = await bench.Send(new CloseMonth(Bench.October), Bench.County);
        var lost = (await bench.Send(new ClaimChunk(run, "gone")))!;
        var rows = await bench.Send(new ComputeStep(lost));
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.Worker().ProcessAsync(run, CancellationToken.None);
        Assert.DoesNotContain(await bench.Rows<SiteClose>(), c => c.SiteId == lost.Lo);

        bench.Clock.Advance(TimeSpan.FromMinutes(2));
        await bench.Worker().ProcessAsync(run, CancellationToken.None);
        Assert.Equal(RunState.Done, (await bench.Worker().GetProgressAsync(run, CancellationToken.None))!.State);
        await Assert.ThrowsAsync<LeaseLostException>(() => bench.Send(new SaveStep(lost, rows)));
        Assert.Equal(6, (await bench.Rows<SiteClose>()).Count);
    }

    [Theory]
    [DatabaseData]
    public async Task A_chunk_whose_workers_vanish_at_the_same_step_is_given_up_and_says_for_which_sites(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var run = await bench.Send(new CloseMonth(Bench.October), Bench.County);
        for (var i = 0; i < 3; i++)
        {
            await ClaimFirstAsync(bench, run);
        }

        // A step that is done makes up for what went before.
        var work = await ClaimFirstAsync(bench, run);
        await bench.Send(new SaveStep(work, await bench.Send(new ComputeStep(work))));
        Assert.Equal(0, (await bench.Rows<RunChunk>()).Single(c => c.Id == work.ChunkId).Attempts);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(work.ChunkId, (await ClaimFirstAsync(bench, run)).ChunkId);
        }

        bench.Clock.Advance(TimeSpan.FromMinutes(3));
        await bench.Worker().ProcessAsync(run, CancellationToken.None);
        Assert.Equal((ChunkState.Failed, RunStep.Audit), (await bench.Rows<RunChunk>()).Where(c => c.Id == work.ChunkId).Select(c => (c.State, c.Step)).Single());
        Assert.Equal(5, (await bench.Rows<RunFailure>()).Count(f => f.Contributor == RunFailure.WholeChunk && f.Error == "处理进程多次中断"));
        Assert.Equal(RunState.Failed, (await bench.Worker().GetProgressAsync(run, CancellationToken.None))!.State);
    }

    [Theory]
    [DatabaseData]
    public async Task A_connection_lost_while_a_module_answers_is_no_failure_of_the_module(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var lost = 0;
        bench.Probe.OnAsked = _ =>
        {
            if (++lost == 2)
            {
                throw new InvalidOperationException("likely due to a transient failure", new NpgsqlException("Exception while reading from stream", new IOException()));
            }
        };
        var run = await bench.CloseAsync(Bench.October);
        Assert.True(lost > 2);
        Assert.Equal(RunState.Done, (await bench.Worker().GetProgressAsync(run, CancellationToken.None))!.State);
        Assert.Empty(await bench.Rows<RunFailure>());
        Assert.All(await bench.Rows<AuditResult>(), a => Assert.True(a.Computed));
    }

    private static async Task<ChunkWork> ClaimFirstAsync(Bench bench, Guid run)
    {
        bench.Clock.Advance(TimeSpan.FromMinutes(3));
        return (await bench.Send(new ClaimChunk(run, "vanishes")))!;
    }

    [Theory]
    [DatabaseData]
    public async Task Several_workers_share_the_chunks(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var run = await bench.Send(new CloseMonth(Bench.October), Platform.Contracts.Access.DivisionScope.Nation);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => bench.Worker().ProcessAsync(run, CancellationToken.None))));
        Assert.Equal(Probe.Sites, (await bench.Rows<SiteClose>()).Select(c => c.SiteId).Order());
        Assert.All(await bench.Rows<RunChunk>(), c => Assert.Equal((ChunkState.Done, 1), (c.State, c.Claim)));
    }

    [Theory]
    [DatabaseData]
    public async Task A_proof_counts_once_and_again_after_it_was_withdrawn(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var proof = new DutyFulfilled(Platform.Oversight.OversightDuties.WorkMeeting, Bench.Site, Guid.Empty, new(2026, 10, 1), "meeting:1", new(2026, 10, 5), new(2026, 10, 5));
        await bench.PublishAsync(new DutiesFulfilled([proof, proof]));
        await bench.PublishAsync(new DutiesFulfilled([proof]));
        Assert.Single(await bench.Rows<DutyFulfilment>());
        await bench.PublishAsync(new DutyWithdrawn("meeting:1", "更正"));
        await bench.PublishAsync(new DutyWithdrawn("meeting:1", "更正"));
        Assert.True(Assert.Single(await bench.Rows<DutyFulfilment>()).Withdrawn);
        await bench.PublishAsync(new DutiesFulfilled([proof with { OccurredOn = new(2026, 10, 6) }]));
        var row = Assert.Single(await bench.Rows<DutyFulfilment>());
        Assert.Equal((false, new DateOnly(2026, 10, 6)), (row.Withdrawn, row.OccurredOn));
        var unknown = await Assert.ThrowsAsync<RefusalException>(() => bench.PublishAsync(new DutiesFulfilled([proof with { DutyCode = "none" }])));
        Assert.Equal("UNKNOWN_DUTY", unknown.Code);
    }
}
