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

namespace Platform.Oversight.Schedules;

/// <summary>Which sites a schedule is for, and starts its runs.</summary>
internal sealed class ScheduleBook(OversightDbContext db, RunStarter starter, MonthCloser closer, IMediator mediator, Operation operation)
{
    /// <summary>The month an occurrence is about.</summary>
    public static YearMonth MonthOf(RunKind kind, bool lastMonth, DateOnly nominal) =>
        YearMonth.Of(nominal).AddMonths(kind == RunKind.CloseMonth || lastMonth ? -1 : 0);

    /// <summary>
    /// The sites of a scope less those of active schedules further down that do the same: a site is computed by its nearest schedule, once. Two statements.
    /// </summary>
    /// <returns>The sites, and how many were left to nearer schedules.</returns>
    public async Task<(IReadOnlyList<int> Own, int Left)> SitesAsync(DivisionScope scope, RunKind kind, string checks, Guid self, CancellationToken cancellationToken)
    {
        var sites = await mediator.Send(new GetSites(scope.Lo, scope.Hi), cancellationToken);
        var nearer = (await db.Set<Schedule>().AsNoTracking()
            .Where(s => s.Active && s.Kind == kind && s.Id != self && s.Lo >= scope.Lo && s.Hi <= scope.Hi && s.DivisionId != scope.DivisionId)
            .Select(s => new { s.Lo, s.Hi, s.Checks }).ToListAsync(cancellationToken))
            .Where(s => Covers(s.Checks, checks)).ToList();
        IReadOnlyList<int> own = nearer.Count == 0 ? sites : [.. sites.Where(site => !nearer.Exists(n => site >= n.Lo && site <= n.Hi))];
        return (own, sites.Count - own.Count);
    }

    /// <summary>Starts the run of an occurrence; the same key never starts a second one. Errors: MONTH_NOT_OVER, NO_SITES, ALREADY_CLOSED.</summary>
    public async Task<Guid> StartAsync(Schedule schedule, YearMonth month, string? key, CancellationToken cancellationToken)
    {
        var scope = new DivisionScope(schedule.DivisionId, schedule.Lo, schedule.Hi);
        var (sites, left) = await SitesAsync(scope, schedule.Kind, schedule.Checks, schedule.Id, cancellationToken);
        if (sites.Count == 0)
        {
            throw new RefusalException("NO_SITES", left > 0 ? "范围内的乡镇（街道）都由更近的计划负责。" : "范围内没有乡镇（街道）。", RefusalKind.Refused);
        }

        var order = new RunOrder(schedule.Kind, month, scope, sites, key) { ScheduleId = schedule.Id, Checks = schedule.Checks };
        return schedule.Kind == RunKind.CloseMonth ? await closer.StartAsync(order, cancellationToken) : await AuditAsync(schedule, order, cancellationToken);
    }

    private async Task<Guid> AuditAsync(Schedule schedule, RunOrder order, CancellationToken cancellationToken)
    {
        var first = order.Month.FirstDay;
        var running = await db.Set<Run>().AsNoTracking()
            .Where(r => r.DivisionId == order.Scope.DivisionId && r.Kind == order.Kind && r.Month == first)
            .Where(r => (order.RequestKey != null && r.RequestKey == order.RequestKey) || (r.Checks == order.Checks && (r.State == RunState.Waiting || r.State == RunState.Running)))
            .Select(r => (Guid?)r.Id).FirstOrDefaultAsync(cancellationToken);
        if (running is { } going)
        {
            return going;
        }

        operation.Note($"{schedule.Name}：{RunSteps.Text(order.Kind)}{order.Month.ToChinese()}，{order.Sites.Count}个乡镇（街道）");
        return await starter.StartAsync(order, cancellationToken);
    }

    // A nearer schedule stands in only for checks that it makes itself.
    private static bool Covers(string nearer, string wanted) =>
        nearer.Length == 0 || (wanted.Length > 0 && wanted.Split(',').All(nearer.Split(',').Contains));
}
