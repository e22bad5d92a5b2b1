using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Runs;

namespace Platform.Oversight.Features.Runs;

/// <summary>Gives a chunk back: because the worker was asked to stop, or because a step threw. After the third throw it is given up.</summary>
/// <param name="Error">Null when the worker was only asked to stop.</param>
[Label("释放月结批次")]
[Requires(OversightPermissions.Work)]
[Housekeeping]
internal sealed record ReleaseChunk(ChunkWork Work, string? Error) : ICommand<Unit>, IIdempotent;

internal sealed class ReleaseChunkHandler(OversightDbContext db, IMediator mediator) : IRequestHandler<ReleaseChunk, Unit>
{
    public async Task<Unit> Handle(ReleaseChunk request, CancellationToken cancellationToken)
    {
        var work = request.Work;
        var chunk = await db.Set<RunChunk>().FirstOrDefaultAsync(
            c => c.Id == work.ChunkId && c.Claim == work.Claim && c.State == ChunkState.Running, cancellationToken);
        if (chunk is null)
        {
            return Unit.Value;
        }

        chunk.LeaseOwner = "";
        chunk.State = ChunkState.Waiting;
        if (request.Error is { } error)
        {
            chunk.Attempts++;
            chunk.Error = Text.Cut(error, 1000);
            if (chunk.Attempts >= RunSteps.MaxAttempts)
            {
                chunk.State = ChunkState.Failed;
                await GivenUp.WriteAsync(db, mediator, chunk, chunk.Error, cancellationToken);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
