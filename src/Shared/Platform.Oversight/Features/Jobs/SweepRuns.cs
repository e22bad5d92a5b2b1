using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Runs;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;

namespace Platform.Oversight.Features.Jobs;

/// <summary>
/// Every minute: wakes a worker for each run with chunks that wait or whose lease ran out, and for each whose chunks are all over while it is not marked
/// so, so that nothing is lost when a process ends. Reads only; the claim decides who works.
/// </summary>
[Requires(OversightPermissions.Work)]
internal sealed record SweepRuns : IQuery<Unit>;

internal sealed class SweepRunsHandler(OversightDbContext db, Lazy<IRunQueue> queue, Operation operation) : IRequestHandler<SweepRuns, Unit>
{
    public async Task<Unit> Handle(SweepRuns request, CancellationToken cancellationToken)
    {
        var now = operation.Now;
        var idle = await db.Set<RunChunk>().AsNoTracking()
            .Where(c => c.State == ChunkState.Waiting || (c.State == ChunkState.Running && c.LeaseUntil < now))
            .Where(c => !db.Set<RunChunk>().Any(o => o.RunId == c.RunId && o.State == ChunkState.Running && o.LeaseUntil >= now))
            .Select(c => c.RunId).Distinct().ToListAsync(cancellationToken);
        var unmarked = await db.Set<Run>().AsNoTracking()
            .Where(r => r.State == RunState.Waiting || r.State == RunState.Running)
            .Where(r => !db.Set<RunChunk>().Any(c => c.RunId == r.Id && (c.State == ChunkState.Waiting || c.State == ChunkState.Running)))
            .Select(r => r.Id).ToListAsync(cancellationToken);
        foreach (var run in idle.Concat(unmarked))
        {
            queue.Value.Enqueue(run);
        }

        return Unit.Value;
    }
}
