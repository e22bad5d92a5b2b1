using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Contracts.Runs;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;

namespace Platform.Oversight.Features.Runs;

/// <summary>How far a run is; pages and the console poll it. Null: no such run in the caller's scope.</summary>
[Requires(OversightPermissions.ViewMonths)]
[Endpoint(Verb.Get, "oversight/runs/progress", "查询月结或公布的进度")]
internal sealed record GetRunProgress(Guid RunId) : IQuery<RunProgress?>;

internal sealed class GetRunProgressHandler(OversightDbContext db, Operation operation) : IRequestHandler<GetRunProgress, RunProgress?>
{
    public async Task<RunProgress?> Handle(GetRunProgress request, CancellationToken cancellationToken)
    {
        var run = await db.Set<Run>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == request.RunId, cancellationToken);
        var scope = operation.Actor.Scope;
        if (run is null || (!scope.Contains(new DivisionScope(run.DivisionId, run.Lo, run.Hi)) && !new DivisionScope(0, run.Lo, run.Hi).Contains(scope)))
        {
            return null;
        }

        var chunks = await db.Set<RunChunk>().AsNoTracking().Where(c => c.RunId == run.Id)
            .GroupBy(c => new { c.Step, c.State }).Select(g => new { g.Key.Step, g.Key.State, Chunks = g.Count(), Sites = g.Sum(c => c.Sites) })
            .ToListAsync(cancellationToken);
        var failures = await db.Set<RunFailure>().CountAsync(f => f.RunId == run.Id, cancellationToken);
        var done = chunks.Where(c => c.State == ChunkState.Done).Sum(c => c.Sites);
        var share = run.Sites == 0 ? 1 : chunks.Sum(c => c.Sites * RunSteps.Share(run.Kind, c.Step)) / run.Sites;
        var step = chunks.Where(c => c.State == ChunkState.Running).MaxBy(c => c.Sites)?.Step
            ?? chunks.Where(c => c.State == ChunkState.Waiting).Select(c => (RunStep?)c.Step).Max()
            ?? RunStep.Finished;
        return new RunProgress(
            run.Id, YearMonth.Of(run.Month), run.State, run.Sites, done, (int)Math.Floor(share * 100), RunSteps.Text(step), failures,
            chunks.Where(c => c.State == ChunkState.Failed).Sum(c => c.Chunks), (run.FinishedAt ?? operation.Now) - run.CreatedAt);
    }
}
