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
internal sealed class ScheduleBook(OversightDbContext db, RunStarter starter, IMediator mediator, Operation operation)
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
        if (schedule.Kind == RunKind.CloseMonth)
        {
            if (operation.Today <= month.LastDay)
            {
                throw new RefusalException("MONTH_NOT_OVER", $"{month.ToChinese()}还没有结束，{month.AddMonths(1).FirstDay:yyyy年M月d日}起才能月结。", RefusalKind.Refused);
            }

            if (await starter.ContinueAsync(schedule.Kind, month, scope, key, cancellationToken) is { } going)
            {
                return going;
            }
        }
        else if (await db.Set<Run>().AsNoTracking()
            .Where(r => r.DivisionId == scope.DivisionId && r.Kind == schedule.Kind && r.Month == month.FirstDay)
            .Where(r => (key != null && r.RequestKey == key) || (r.Checks == schedule.Checks && (r.State == RunState.Waiting || r.State == RunState.Running)))
            .Select(r => (Guid?)r.Id).FirstOrDefaultAsync(cancellationToken) is { } running)
        {
            return running;
        }

        var (sites, left) = await SitesAsync(scope, schedule.Kind, schedule.Checks, schedule.Id, cancellationToken);
        if (sites.Count == 0)
        {
            throw new RefusalException("NO_SITES", left > 0 ? "范围内的乡镇（街道）都由更近的计划负责。" : "范围内没有乡镇（街道）。", RefusalKind.Refused);
        }

        if (schedule.Kind == RunKind.CloseMonth)
        {
            var closed = (await db.Set<SiteClose>().AsNoTracking()
                .Where(c => c.Month == month.FirstDay && c.SiteId >= scope.Lo && c.SiteId <= scope.Hi && c.Revision == 1)
                .Select(c => c.SiteId).ToListAsync(cancellationToken)).ToHashSet();
            if (sites.All(closed.Contains))
            {
                throw new RefusalException("ALREADY_CLOSED", $"{month.ToChinese()}已经月结。", RefusalKind.Conflict);
            }
        }

        operation.Note($"{schedule.Name}：{RunSteps.Text(schedule.Kind)}{month.ToChinese()}，{sites.Count}个乡镇（街道）");
        return await starter.StartAsync(new RunOrder(schedule.Kind, month, scope, sites, key) { ScheduleId = schedule.Id, Checks = schedule.Checks }, cancellationToken);
    }

    // A nearer schedule stands in only for checks that it makes itself.
    private static bool Covers(string nearer, string wanted) =>
        nearer.Length == 0 || (wanted.Length > 0 && wanted.Split(',').All(nearer.Split(',').Contains));
}
