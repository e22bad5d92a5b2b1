using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Runs;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;

namespace Platform.Oversight.Runs;

/// <summary>Creates runs with their chunks for the actor's scope, or finds the one to go on with; wakes a worker after commit.</summary>
internal sealed class RunStarter(OversightDbContext db, IMediator mediator, Operation operation, Lazy<IRunQueue> queue)
{
    public async Task<IReadOnlyList<int>> SitesAsync(CancellationToken cancellationToken)
    {
        var scope = operation.Actor.Scope;
        var sites = await mediator.Send(new GetSites(scope.Lo, scope.Hi), cancellationToken);
        return sites.Count > 0 ? sites : throw new RefusalException("NO_SITES", "当前范围内没有乡镇（街道），请先导入区划或切换范围。", RefusalKind.Refused);
    }

    /// <summary>
    /// The unfinished run for the scope and month, or the one this request started before. Chunks that were given up get another chance: somebody asked.
    /// </summary>
    public async Task<Guid?> ContinueAsync(RunKind kind, YearMonth month, string? requestKey, CancellationToken cancellationToken)
    {
        var division = operation.Actor.Scope.DivisionId;
        var runs = await db.Set<Run>().Where(r => r.DivisionId == division && r.Month == month.FirstDay && r.Kind == kind).ToListAsync(cancellationToken);
        var run = runs.FirstOrDefault(r => r.State is RunState.Waiting or RunState.Running or RunState.Failed)
            ?? runs.FirstOrDefault(r => r.RequestKey == requestKey);
        if (run is null)
        {
            return null;
        }

        if (run.State == RunState.Failed)
        {
            await db.Set<RunChunk>().Where(c => c.RunId == run.Id && c.State == ChunkState.Failed)
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.State, ChunkState.Waiting).SetProperty(c => c.Attempts, 0), cancellationToken);
            await db.Set<RunFailure>().Where(f => f.RunId == run.Id && f.Contributor == RunFailure.WholeChunk).ExecuteDeleteAsync(cancellationToken);
            (run.State, run.FinishedAt) = (RunState.Running, null);
            await db.SaveChangesAsync(cancellationToken);
        }

        Wake(run.Id);
        return run.Id;
    }

    public async Task<Guid> StartAsync(RunKind kind, YearMonth month, IReadOnlyList<int> sites, bool revise, string? requestKey, CancellationToken cancellationToken)
    {
        var scope = operation.Actor.Scope;
        var earlier = await db.Set<Run>().CountAsync(r => r.DivisionId == scope.DivisionId && r.Month == month.FirstDay && r.Kind == kind, cancellationToken);
        var run = new Run
        {
            DivisionId = scope.DivisionId,
            Lo = scope.Lo,
            Hi = scope.Hi,
            Month = month.FirstDay,
            Kind = kind,
            // Two people at the same moment get the same number, and the unique index lets one of them through.
            RequestKey = string.IsNullOrWhiteSpace(requestKey) ? $"no-{earlier + 1}" : requestKey,
            Revise = revise,
            Sites = sites.Count,
            RequestedBy = operation.Actor.Name,
            CreatedAt = operation.Now,
        };
        db.Add(run);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            throw new RefusalException("ALREADY_STARTED", "另一位同事刚刚启动了同一个月的处理，请刷新页面查看进度。", RefusalKind.Conflict);
        }

        var chunks = sites.Chunk(RunSteps.ChunkSize(sites.Count)).Select((part, i) => new RunChunk
        {
            RunId = run.Id,
            Position = i + 1,
            Lo = part[0],
            Hi = part[^1],
            Sites = part.Length,
            Step = RunSteps.First(kind),
            LeaseUntil = operation.Now,
        });
        await Bulk.InsertAsync(db, chunks, cancellationToken);
        Wake(run.Id);
        return run.Id;
    }

    // The command line works its run off itself.
    private void Wake(Guid runId)
    {
        if (operation.Actor.Channel != ActorChannel.CommandLine)
        {
            operation.AfterCommit(() =>
            {
                queue.Value.Enqueue(runId);
                return Task.CompletedTask;
            });
        }
    }
}
