using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Runs;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Features.Months;

/// <summary>How far a month is in the caller's scope: sites closed and published, what came in after the close, and the runs that worked on it.</summary>
[Requires(OversightPermissions.ViewMonths)]
[Endpoint(Verb.Get, "oversight/months/one", "查询一个月的月结情况")]
internal sealed record GetMonth(YearMonth Month) : IQuery<MonthOverview>;

/// <param name="Changed">Closed sites with proofs, withdrawals or excuses recorded after their close: a revision would differ.</param>
/// <param name="Unfinished">The run that is under way for exactly this scope; empty when there is none.</param>
internal sealed record MonthOverview(
    YearMonth Month, bool Over, int Sites, int Closed, int Published, int Changed, Guid? Unfinished, IReadOnlyList<RunRow> Runs)
{
    public bool CanClose => Over && Closed < Sites && Unfinished is null;

    public bool CanPublish => Closed > 0 && Published < Closed && Unfinished is null;
}

internal sealed record RunRow(
    Guid Id, string Kind, bool Revise, RunState State, int Sites, int Failures, string RequestedBy, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt, bool WholeScope)
{
    public string StateText => RunSteps.Text(State, Failures);
}

internal sealed class GetMonthHandler(OversightDbContext db, DutyRuleBook book, IWorkingDays days, IMediator mediator, DutyCatalog catalog, Operation operation) : IRequestHandler<GetMonth, MonthOverview>
{
    private const int MostRuns = 30;

    public async Task<MonthOverview> Handle(GetMonth request, CancellationToken cancellationToken)
    {
        var (month, scope) = (request.Month.FirstDay, operation.Actor.Scope);
        var sites = (await mediator.Send(new GetSites(scope.Lo, scope.Hi), cancellationToken)).Count;
        var gone = await mediator.Send(new GetClosedSites(scope.Lo, scope.Hi), cancellationToken);
        var newest = db.Set<SiteClose>().AsNoTracking()
            .Where(c => c.Month == month && c.Complete && (gone.Count == 0 || !gone.Contains(c.SiteId)))
            .Where(c => !db.Set<SiteClose>().Any(n => n.Month == month && n.SiteId == c.SiteId && n.Complete && n.Revision > c.Revision));
        var closed = await newest.CountAsync(cancellationToken);
        var published = await newest.CountAsync(c => c.PublishedAt != null, cancellationToken);
        var runs = await db.Set<Run>().AsNoTracking()
            .Where(r => r.Month == month && r.Lo <= scope.Hi && r.Hi >= scope.Lo)
            .OrderByDescending(r => r.Id).Take(MostRuns)
            .Select(r => new { Run = r, Failures = db.Set<RunFailure>().Count(f => f.RunId == r.Id) })
            .ToListAsync(cancellationToken);
        return new MonthOverview(
            request.Month, operation.Today > request.Month.LastDay, sites, closed, published, await ChangedAsync(newest, request.Month, cancellationToken),
            runs.FirstOrDefault(r => r.Run.DivisionId == scope.DivisionId && r.Run.State is RunState.Waiting or RunState.Running)?.Run.Id,
            [
                .. runs.Select(r => new RunRow(
                    r.Run.Id, RunSteps.Text(r.Run.Kind), r.Run.Revise, r.Run.State, r.Run.Sites, r.Failures, r.Run.RequestedBy, r.Run.CreatedAt, r.Run.FinishedAt,
                    r.Run.DivisionId == scope.DivisionId)),
            ]);
    }

    // What belongs to the month is what falls due in it: one look per period.
    private async Task<int> ChangedAsync(IQueryable<SiteClose> newest, YearMonth month, CancellationToken cancellationToken)
    {
        var changed = new HashSet<int>();
        foreach (var due in catalog.DueIn(month, await book.ReadAsync(operation.Actor.Scope.Lo, operation.Actor.Scope.Hi, month.LastDay, cancellationToken), days).GroupBy(d => d.Period))
        {
            var (period, codes) = (due.Key, due.Select(d => d.Duty.Code).ToList());
            changed.UnionWith(await newest
                .Where(c => db.Set<DutyFulfilment>().Any(f => f.SiteId == c.SiteId && f.Period == period && codes.Contains(f.DutyCode) && (f.RecordedAt > c.ClosedAt || f.WithdrawnAt > c.ClosedAt))
                    || db.Set<DutyExcuse>().Any(e => e.SiteId == c.SiteId && e.Period == period && codes.Contains(e.DutyCode) && (e.At > c.ClosedAt || e.RevokedAt > c.ClosedAt)))
                .Select(c => c.SiteId).ToListAsync(cancellationToken));
        }

        return changed.Count;
    }
}
