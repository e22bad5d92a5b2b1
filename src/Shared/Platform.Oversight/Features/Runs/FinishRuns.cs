using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Runs;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;

namespace Platform.Oversight.Features.Runs;

/// <summary>Marks runs finished that have nothing left to do: done, or failed when chunks were given up.</summary>
[Label("结束月结任务")]
[Requires(OversightPermissions.Work)]
[Housekeeping]
internal sealed record FinishRuns(Guid? RunId) : ICommand<Unit>, IIdempotent;

internal sealed class FinishRunsHandler(OversightDbContext db, Operation operation) : IRequestHandler<FinishRuns, Unit>
{
    public async Task<Unit> Handle(FinishRuns request, CancellationToken cancellationToken)
    {
        var now = operation.Now;
        var chunks = db.Set<RunChunk>();
        var over = db.Set<Run>()
            .Where(r => request.RunId == null || r.Id == request.RunId)
            .Where(r => r.State == RunState.Waiting || r.State == RunState.Running)
            .Where(r => !chunks.Any(c => c.RunId == r.Id && (c.State == ChunkState.Waiting || c.State == ChunkState.Running)));
        await over.Where(r => chunks.Any(c => c.RunId == r.Id && c.State == ChunkState.Failed))
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.State, RunState.Failed).SetProperty(r => r.FinishedAt, now), cancellationToken);
        await over.ExecuteUpdateAsync(s => s.SetProperty(r => r.State, RunState.Done).SetProperty(r => r.FinishedAt, now), cancellationToken);
        return Unit.Value;
    }
}
