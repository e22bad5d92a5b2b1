using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Runs;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Runs;

namespace Platform.Oversight.Features.Runs;

/// <summary>Takes the next chunk that waits or whose lease ran out; null when there is none. Safe with any number of workers and processes.</summary>
/// <param name="RunId">Null: of any run.</param>
[Label("领取月结批次")]
[Requires(OversightPermissions.Work)]
[Housekeeping]
internal sealed record ClaimChunk(Guid? RunId, string Owner) : ICommand<ChunkWork?>, IIdempotent;

internal sealed class ClaimChunkHandler(OversightDbContext db, IMediator mediator, Operation operation, RunLease lease) : IRequestHandler<ClaimChunk, ChunkWork?>
{
    private const string Vanished = "处理进程多次中断";

    public async Task<ChunkWork?> Handle(ClaimChunk request, CancellationToken cancellationToken)
    {
        await GiveUpHopelessAsync(request, cancellationToken);
        while (await NextAsync(request, cancellationToken) is { } chunk)
        {
            // Only one of several workers that saw the same row can still find it with the same claim number.
            var until = operation.Now + lease.Length;
            var taken = chunk.State == ChunkState.Running ? 1 : 0;
            var mine = await db.Set<RunChunk>().Where(c => c.Id == chunk.Id && c.Claim == chunk.Claim && c.State == chunk.State)
                .ExecuteUpdateAsync(s => s
                    .SetProperty(c => c.State, ChunkState.Running)
                    .SetProperty(c => c.LeaseOwner, request.Owner)
                    .SetProperty(c => c.LeaseUntil, until)
                    .SetProperty(c => c.Attempts, c => c.Attempts + taken)
                    .SetProperty(c => c.Claim, c => c.Claim + 1), cancellationToken);
            if (mine == 1)
            {
                await db.Set<Run>().Where(r => r.Id == chunk.RunId && r.State == RunState.Waiting)
                    .ExecuteUpdateAsync(s => s.SetProperty(r => r.State, RunState.Running), cancellationToken);
                var run = await db.Set<Run>().AsNoTracking().SingleAsync(r => r.Id == chunk.RunId, cancellationToken);
                return new ChunkWork(run.Id, run.Kind, YearMonth.Of(run.Month), run.Revise, run.RequestedBy, chunk.Id, chunk.Lo, chunk.Hi, chunk.Step, request.Owner, chunk.Claim + 1, run.Checks);
            }
        }

        return null;
    }

    private Task<RunChunk?> NextAsync(ClaimChunk request, CancellationToken cancellationToken)
    {
        var now = operation.Now;
        return db.Set<RunChunk>().AsNoTracking()
            .Where(c => request.RunId == null || c.RunId == request.RunId)
            .Where(c => c.State == ChunkState.Waiting || (c.State == ChunkState.Running && c.LeaseUntil < now && c.Attempts < RunSteps.MaxAttempts))
            .OrderBy(c => c.RunId).ThenBy(c => c.Position)
            .FirstOrDefaultAsync(cancellationToken);
    }

    // A chunk whose worker vanished again and again in the same step is not tried for ever.
    private async Task GiveUpHopelessAsync(ClaimChunk request, CancellationToken cancellationToken)
    {
        var now = operation.Now;
        var hopeless = await db.Set<RunChunk>().AsNoTracking()
            .Where(c => request.RunId == null || c.RunId == request.RunId)
            .Where(c => c.State == ChunkState.Running && c.LeaseUntil < now && c.Attempts >= RunSteps.MaxAttempts)
            .ToListAsync(cancellationToken);
        foreach (var chunk in hopeless)
        {
            var mine = await db.Set<RunChunk>().Where(c => c.Id == chunk.Id && c.Claim == chunk.Claim && c.State == ChunkState.Running && c.LeaseUntil < now)
                .ExecuteUpdateAsync(s => s
                    .SetProperty(c => c.State, ChunkState.Failed)
                    .SetProperty(c => c.LeaseOwner, "")
                    .SetProperty(c => c.Error, Vanished), cancellationToken);
            if (mine == 1)
            {
                await GivenUp.WriteAsync(db, mediator, chunk, Vanished, cancellationToken);
            }
        }
    }
}
