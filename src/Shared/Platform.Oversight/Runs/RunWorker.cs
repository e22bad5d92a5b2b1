using Microsoft.Extensions.Logging;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Contracts.Runs;
using Platform.Infrastructure;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Domain;
using Platform.Oversight.Features.Runs;

namespace Platform.Oversight.Runs;

/// <summary>The claim loop: the one way runs are worked off, whoever wakes it.</summary>
internal sealed class RunWorker(PlatformSender sender, TimeProvider clock, RunLease lease, ILogger<RunWorker> log) : IRunWorker
{
    private static readonly Actor System = Actor.System(DivisionScope.Nation, ActorChannel.Job);
    private readonly string owner = $"{Environment.MachineName}/{Environment.ProcessId}/{Keys.New():N}";

    public Task<Guid> StartCloseAsync(YearMonth month, DivisionScope scope, bool revise, CancellationToken cancellationToken) =>
        sender.SendAs(Actor.System(scope, ActorChannel.CommandLine), new CloseMonth(month, revise), cancellationToken);

    public Task<RunProgress?> GetProgressAsync(Guid runId, CancellationToken cancellationToken) =>
        sender.SendAs(System, new GetRunProgress(runId), cancellationToken);

    public async Task ProcessAsync(Guid? runId, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && await sender.SendAs(System, new ClaimChunk(runId, owner), CancellationToken.None) is { } work)
        {
            await WorkAsync(work, cancellationToken);
        }

        await sender.SendAs(System, new FinishRuns(runId), CancellationToken.None);
    }

    // Steps are not interrupted: cancellation takes effect between them, so nothing computed is lost.
    private async Task WorkAsync(ChunkWork work, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource();
        var keeping = KeepLeaseAsync(work, over.Token);
        try
        {
            while (work.Step != RunStep.Finished)
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    await sender.SendAs(System, new ReleaseChunk(work, null), CancellationToken.None);
                    return;
                }

                var rows = await sender.SendAs(System, new ComputeStep(work), CancellationToken.None);
                work = await sender.SendAs(System, new SaveStep(work, rows), CancellationToken.None);
            }
        }
        catch (LeaseLostException)
        {
            log.LogWarning("Chunk {Chunk} of run {Run} was taken over by another worker", work.ChunkId, work.RunId);
        }
        catch (Exception exception)
        {
            log.LogError(exception, "Step {Step} of chunk {Chunk} of run {Run} failed", work.Step, work.ChunkId, work.RunId);
            await sender.SendAs(System, new ReleaseChunk(work, $"{RunSteps.Text(work.Step)}：{exception.GetType().Name}: {exception.Message}"), CancellationToken.None);
        }
        finally
        {
            await over.CancelAsync();
            await keeping;
        }
    }

    private async Task KeepLeaseAsync(ChunkWork work, CancellationToken over)
    {
        var held = true;
        while (held && !over.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(lease.Length / 3, clock, over);
                held = await sender.SendAs(System, new RenewLease(work), over);
            }
            catch (Exception) when (over.IsCancellationRequested)
            {
                // The chunk is finished.
            }
            catch (Exception exception)
            {
                log.LogWarning(exception, "The lease of chunk {Chunk} could not be renewed; trying again", work.ChunkId);
            }
        }
    }
}
