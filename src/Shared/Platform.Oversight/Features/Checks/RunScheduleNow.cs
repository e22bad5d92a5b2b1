using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Runs;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Runs;
using Platform.Oversight.Schedules;

namespace Platform.Oversight.Features.Checks;

/// <summary>Runs a recurring check at once, beside its times. Errors: NOT_FOUND, NO_SITES, ALREADY_CLOSED.</summary>
/// <returns>Id of the run; of the one under way when there is one.</returns>
[Requires(OversightPermissions.ManageChecks)]
[Endpoint(Verb.Post, "oversight/schedules/run", "立即执行定期检查")]
internal sealed record RunScheduleNow(Guid Id) : ICommand<Guid>, IRecordRequest
{
    public string RecordRef => $"schedule:{Id}";
}

internal sealed class RunScheduleNowHandler(OversightDbContext db, ScheduleBook book, Operation operation) : IRequestHandler<RunScheduleNow, Guid>
{
    public async Task<Guid> Handle(RunScheduleNow request, CancellationToken cancellationToken)
    {
        var row = await ScheduleAccess.OneAsync(db, operation, request.Id, cancellationToken);
        return await book.StartAsync(row, ScheduleBook.MonthOf(row.Kind, row.LastMonth, operation.Today), null, cancellationToken);
    }
}

/// <summary>Starts what a schedule says is due. No role has the permission: only the hourly job sends it.</summary>
[Label("按计划执行定期检查")]
[Requires(OversightPermissions.Work)]
internal sealed record StartScheduled(Guid Id, YearMonth Month, string Key) : ICommand<Guid>, IRecordRequest
{
    public string RecordRef => $"schedule:{Id}";

    public static string KeyOf(Guid schedule, DateOnly nominal) => $"schedule:{schedule:N}:{nominal:yyyyMMdd}";
}

internal sealed class StartScheduledHandler(OversightDbContext db, ScheduleBook book, Operation operation) : IRequestHandler<StartScheduled, Guid>
{
    public async Task<Guid> Handle(StartScheduled request, CancellationToken cancellationToken)
    {
        var row = await ScheduleAccess.OneAsync(db, operation, request.Id, cancellationToken);
        return await book.StartAsync(row, request.Month, request.Key, cancellationToken);
    }
}

/// <summary>
/// Computes again only the sites of a run that failed: chunks that were given up wait for a worker again; sites of which a module gave no answer get a run of
/// their own, for a closed month as the next revision. Errors: NOT_FOUND, NOT_FINISHED, NOTHING_FAILED, RETRIED.
/// </summary>
[Requires(OversightPermissions.ManageChecks)]
[Endpoint(Verb.Post, "oversight/runs/retry", "只重试失败的乡镇（街道）")]
internal sealed record RetryFailed(Guid RunId) : ICommand<Guid>, IRecordRequest
{
    public string RecordRef => $"run:{RunId}";
}

internal sealed class RetryFailedHandler(OversightDbContext db, RunStarter starter, IMediator mediator, Operation operation) : IRequestHandler<RetryFailed, Guid>
{
    public async Task<Guid> Handle(RetryFailed request, CancellationToken cancellationToken)
    {
        var actor = operation.Actor.Scope;
        var run = await db.Set<Run>().FirstOrDefaultAsync(r => r.Id == request.RunId && r.Lo >= actor.Lo && r.Hi <= actor.Hi, cancellationToken)
            ?? throw Refusals.NotFound("这次任务");
        if (run.State is RunState.Waiting or RunState.Running)
        {
            throw new RefusalException("NOT_FINISHED", "任务还在进行，请等它结束。", RefusalKind.Refused);
        }

        if (run.State == RunState.Failed)
        {
            await starter.ResumeAsync(run, cancellationToken);
            operation.Note("重试放弃的批次");
            return run.Id;
        }

        var failed = (await db.Set<RunFailure>().AsNoTracking().Where(f => f.RunId == run.Id).Select(f => f.SiteId).Distinct().ToListAsync(cancellationToken)).ToHashSet();
        var sites = (await mediator.Send(new GetSites(run.Lo, run.Hi), cancellationToken)).Where(failed.Contains).ToList();
        if (sites.Count == 0)
        {
            throw new RefusalException("NOTHING_FAILED", "这次任务没有失败的乡镇（街道）。", RefusalKind.Refused);
        }

        if (await db.Set<Run>().AnyAsync(r => r.RetryOf == run.Id, cancellationToken))
        {
            throw new RefusalException("RETRIED", "这次任务已经重试过，请在重试的那次任务里再试。", RefusalKind.Conflict);
        }

        operation.Note($"只重试失败的{sites.Count}个乡镇（街道）");
        var order = new RunOrder(run.Kind, YearMonth.Of(run.Month), new DivisionScope(run.DivisionId, run.Lo, run.Hi), sites, $"retry:{run.Id:N}")
        {
            Revise = run.Kind == RunKind.CloseMonth,
            ScheduleId = run.ScheduleId,
            RetryOf = run.Id,
            Checks = run.Checks,
        };
        return await starter.StartAsync(order, cancellationToken);
    }
}
