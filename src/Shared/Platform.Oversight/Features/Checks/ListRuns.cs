using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Runs;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;

namespace Platform.Oversight.Features.Checks;

/// <summary>What ran inside the caller's scope, newest first: who, when, how long, how many sites failed. Three statements.</summary>
/// <param name="ScheduleId">Runs of one recurring check.</param>
[Requires(OversightPermissions.ViewMonths)]
[Endpoint(Verb.Get, "oversight/runs", "查询检查和月结的执行记录")]
internal sealed record ListRuns(PageRequest Page, Guid? ScheduleId = null, RunKind? Kind = null, RunState? State = null) : IQuery<Page<RunListRow>>;

/// <param name="FailedSites">Sites with something that could not be computed.</param>
/// <param name="RetriedBy">The run that computed the failed ones again.</param>
internal sealed record RunListRow(
    Guid Id, string Kind, YearMonth Month, string DivisionName, int Sites, RunState State, int FailedSites, string RequestedBy, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt,
    bool Scheduled, bool Retry, Guid? RetriedBy)
{
    public string StateText => RunSteps.Text(State, FailedSites);

    public string Took => FinishedAt is { } end ? $"{(end - CreatedAt).TotalSeconds:0.0} 秒" : "";
}

internal sealed class ListRunsHandler(OversightDbContext db, IMediator mediator, Operation operation) : IRequestHandler<ListRuns, Page<RunListRow>>
{
    public async Task<Page<RunListRow>> Handle(ListRuns request, CancellationToken cancellationToken)
    {
        var scope = operation.Actor.Scope;
        var query = db.Set<Run>().AsNoTracking().Where(r => r.Lo >= scope.Lo && r.Hi <= scope.Hi);
        if (request.ScheduleId is { } schedule)
        {
            query = query.Where(r => r.ScheduleId == schedule);
        }

        if (request.Kind is { } kind)
        {
            query = query.Where(r => r.Kind == kind);
        }

        if (request.State is { } state)
        {
            query = query.Where(r => r.State == state);
        }

        var total = await query.CountAsync(cancellationToken);
        var sorted = request.Page.Sort == "CreatedAt" ? query.OrderBy(r => r.Id) : query.OrderByDescending(r => r.Id);
        var rows = await sorted.Skip(request.Page.Skip).Take(request.Page.Take)
            .Select(r => new
            {
                Run = r,
                Failed = db.Set<RunFailure>().Where(f => f.RunId == r.Id).Select(f => f.SiteId).Distinct().Count(),
                RetriedBy = db.Set<Run>().Where(n => n.RetryOf == r.Id).Select(n => (Guid?)n.Id).FirstOrDefault(),
            }).ToListAsync(cancellationToken);
        var names = await DivisionNames.OfAsync(mediator, rows.Select(r => r.Run.DivisionId), cancellationToken);
        return new Page<RunListRow>(
        [
            .. rows.Select(r => new RunListRow(
                r.Run.Id, RunSteps.Text(r.Run.Kind) + (r.Run.Revise ? "（修订）" : ""), YearMonth.Of(r.Run.Month), names[r.Run.DivisionId], r.Run.Sites, r.Run.State, r.Failed,
                r.Run.RequestedBy, r.Run.CreatedAt, r.Run.FinishedAt, r.Run.ScheduleId != Guid.Empty, r.Run.RetryOf != Guid.Empty, r.RetriedBy)),
        ], total);
    }
}
