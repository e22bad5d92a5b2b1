using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;

namespace Platform.Statistics.Features.Waiting;

/// <summary>
/// Reports of the last twelve months and lines of received lists that wait for the caller, by what is to be done; a report the caller signed waits for somebody else. Five statements at most.
/// </summary>
[Requires(StatisticsPermissions.View)]
[Endpoint(Verb.Get, "statistics/waiting", "等待本人办理的月报和名单")]
[Clauses("P4-DIRECTOR-04b", "P4-RESSTAT-06", "P4-RESSTAT-02a")]
internal sealed record GetWaitingStatistics : IQuery<IReadOnlyList<WaitingStatistics>>;

internal enum StatisticsWork { SettleRows, MendReport, ReviewReport, SubmitReport, ApproveReport }

/// <param name="Count">At most <see cref="Most"/>: then there may be more.</param>
/// <param name="First">The report of the earliest month; of lines, the list of the first.</param>
/// <param name="Month">Of the first report; null: lines.</param>
internal sealed record WaitingStatistics(StatisticsWork Work, int Count, Guid First, DateOnly? Month)
{
    public const int Most = 100;
}

internal sealed class GetWaitingStatisticsHandler(StatisticsDbContext db, Operation operation) : IRequestHandler<GetWaitingStatistics, IReadOnlyList<WaitingStatistics>>
{
    private const int Months = 12;

    public async Task<IReadOnlyList<WaitingStatistics>> Handle(GetWaitingStatistics request, CancellationToken cancellationToken)
    {
        var (actor, me, office) = (operation.Actor, operation.Actor.AccountId, operation.Actor.Scope.DivisionId);
        var from = YearMonth.Of(operation.Today).AddMonths(-Months).FirstDay;
        var reports = db.Set<MonthlyReport>().Where(r => r.Month >= from);
        var own = reports.Where(r => r.SiteId == office);
        var prepared = own.Where(r => (r.State == ReportState.Draft || r.State == ReportState.Returned) && r.PreparedOn != null);
        var found = new List<WaitingStatistics>();
        if (actor.May(StatisticsPermissions.Edit))
        {
            var rows = await db.Set<IntakeRow>().Where(r => r.State == RowState.Open && r.SiteId == office).OrderBy(r => r.Id).Select(r => r.IntakeId).Take(WaitingStatistics.Most).ToListAsync(cancellationToken);
            Add(StatisticsWork.SettleRows, rows.ConvertAll(id => (id, (DateOnly?)null)));
        }

        await AddAsync(StatisticsPermissions.Reports, StatisticsWork.MendReport, own.Where(r => r.State == ReportState.Returned && r.PreparedOn == null));
        await AddAsync(StatisticsPermissions.Review, StatisticsWork.ReviewReport, prepared.Where(r => r.ReviewedOn == null && r.PreparedBy != me));
        await AddAsync(StatisticsPermissions.Reports, StatisticsWork.SubmitReport, prepared.Where(r => r.ReviewedOn != null));
        await AddAsync(StatisticsPermissions.Approve, StatisticsWork.ApproveReport, reports.Where(r => r.State == ReportState.Submitted && r.PreparedBy != me && r.ReviewedBy != me));
        return found;

        async Task AddAsync(string permission, StatisticsWork work, IQueryable<MonthlyReport> waiting)
        {
            if (actor.May(permission))
            {
                var first = await waiting.OrderBy(r => r.Month).ThenBy(r => r.SiteId).Select(r => new { r.Id, r.Month }).Take(WaitingStatistics.Most).ToListAsync(cancellationToken);
                Add(work, first.ConvertAll(r => (r.Id, (DateOnly?)r.Month)));
            }
        }

        void Add(StatisticsWork work, List<(Guid Id, DateOnly? Month)> waiting)
        {
            if (waiting is [var first, ..])
            {
                found.Add(new WaitingStatistics(work, waiting.Count, first.Id, first.Month));
            }
        }
    }
}
