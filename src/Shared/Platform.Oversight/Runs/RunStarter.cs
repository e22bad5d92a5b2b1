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

/// <summary>What a run is to do.</summary>
/// <param name="Scope">The division it is for.</param>
/// <param name="Sites">Ascending; may leave out some of the scope.</param>
/// <param name="RequestKey">The same key never starts a second run; null: a running number.</param>
internal sealed record RunOrder(RunKind Kind, YearMonth Month, DivisionScope Scope, IReadOnlyList<int> Sites, string? RequestKey)
{
    public bool Revise { get; init; }

    public Guid ScheduleId { get; init; }

    public Guid RetryOf { get; init; }

    public string Checks { get; init; } = "";
}

/// <summary>Creates runs with their chunks, or finds the one to go on with; wakes a worker after commit.</summary>
internal sealed class RunStarter(OversightDbContext db, IMediator mediator, Operation operation, Lazy<IRunQueue> queue)
{
    public async Task<IReadOnlyList<int>> SitesAsync(DivisionScope scope, CancellationToken cancellationToken)
    {
        var sites = await mediator.Send(new GetSites(scope.Lo, scope.Hi), cancellationToken);
        return sites.Count > 0 ? sites : throw new RefusalException("NO_SITES", "当前范围内没有乡镇（街道），请先导入区划或切换范围。", RefusalKind.Refused);
    }

    /// <summary>
    /// The unfinished run for the scope and month, or the one this request started before. Chunks that were given up get another chance: somebody asked.
    /// </summary>
    public async Task<Guid?> ContinueAsync(RunKind kind, YearMonth month, DivisionScope scope, string? requestKey, CancellationToken cancellationToken)
    {
        var division = scope.DivisionId;
        var runs = await db.Set<Run>().Where(r => r.DivisionId == division && r.Month == month.FirstDay && r.Kind == kind).ToListAsync(cancellationToken);
        var run = runs.FirstOrDefault(r => r.State is RunState.Waiting or RunState.Running or RunState.Failed)
            ?? runs.FirstOrDefault(r => r.RequestKey == requestKey);
        if (run is null)
        {
            return null;
        }

        await ResumeAsync(run, cancellationToken);
        return run.Id;
    }

    /// <summary>Wakes a worker for a run; chunks of it that were given up wait again.</summary>
    public async Task ResumeAsync(Run run, CancellationToken cancellationToken)
    {
        if (run.State == RunState.Failed)
        {
            await db.Set<RunChunk>().Where(c => c.RunId == run.Id && c.State == ChunkState.Failed)
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.State, ChunkState.Waiting).SetProperty(c => c.Attempts, 0), cancellationToken);
            await db.Set<RunFailure>().Where(f => f.RunId == run.Id && f.Contributor == RunFailure.WholeChunk).ExecuteDeleteAsync(cancellationToken);
            (run.State, run.FinishedAt) = (RunState.Running, null);
            await db.SaveChangesAsync(cancellationToken);
        }

        Wake(run.Id);
    }

    public async Task<Guid> StartAsync(RunOrder order, CancellationToken cancellationToken)
    {
        var (kind, month, scope, sites) = (order.Kind, order.Month, order.Scope, order.Sites);
        var earlier = await db.Set<Run>().CountAsync(r => r.DivisionId == scope.DivisionId && r.Month == month.FirstDay && r.Kind == kind, cancellationToken);
        var run = new Run
        {
            DivisionId = scope.DivisionId,
            Lo = scope.Lo,
            Hi = scope.Hi,
            Month = month.FirstDay,
            Kind = kind,
            // Two people at the same moment get the same number, and the unique index lets one of them through.
            RequestKey = string.IsNullOrWhiteSpace(order.RequestKey) ? $"no-{earlier + 1}" : order.RequestKey,
            Revise = order.Revise,
            ScheduleId = order.ScheduleId,
            RetryOf = order.RetryOf,
            Checks = order.Checks,
            Sites = sites.Count,
            RequestedBy = operation.Actor.Name,
            CreatedAt = operation.Now,
        };
        db.Add(run);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (Conflicts.Of(exception) is not null)
        {
            throw new RefusalException("ALREADY_STARTED", "另一位同事刚刚启动了同一个月的处理，请刷新页面查看进度。", RefusalKind.Conflict);
        }

        var all = await mediator.Send(new GetSites(scope.Lo, scope.Hi), cancellationToken);
        var size = RunSteps.ChunkSize(sites.Count);
        var chunks = Stretches(all, sites.ToHashSet()).SelectMany(s => s.Chunk(size)).Select((part, i) => new RunChunk
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

    /// <summary>A chunk is a range of ids: it must not reach over a site that is left out.</summary>
    internal static IEnumerable<List<int>> Stretches(IReadOnlyList<int> all, IReadOnlySet<int> wanted)
    {
        var stretch = new List<int>();
        foreach (var site in all)
        {
            if (wanted.Contains(site))
            {
                stretch.Add(site);
            }
            else if (stretch.Count > 0)
            {
                yield return stretch;
                stretch = [];
            }
        }

        if (stretch.Count > 0)
        {
            yield return stretch;
        }
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
