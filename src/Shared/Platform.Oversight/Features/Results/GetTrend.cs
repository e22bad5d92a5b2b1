using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;

namespace Platform.Oversight.Features.Results;

/// <summary>Points over the months before and including one: of a unit, or the average of all sites of the scope.</summary>
[Requires(OversightPermissions.ViewResults)]
[Endpoint(Verb.Get, "oversight/results/trend", "查询考评得分走势")]
internal sealed record GetTrend(YearMonth Month, int? SiteId = null, Guid? UnitId = null, int? Months = null) : IQuery<IReadOnlyList<TrendPoint>>;

internal sealed record TrendPoint(YearMonth Month, decimal? Points);

internal sealed class GetTrendHandler(ResultScores scores) : IRequestHandler<GetTrend, IReadOnlyList<TrendPoint>>
{
    private const int Longest = 24;

    public async Task<IReadOnlyList<TrendPoint>> Handle(GetTrend request, CancellationToken cancellationToken)
    {
        var (first, last) = (request.Month.AddMonths(1 - Math.Clamp(request.Months ?? 6, 1, Longest)), request.Month);
        var unit = request.UnitId ?? Guid.Empty;
        var query = scores.Visible().Where(s => s.Score.Month >= first.FirstDay && s.Score.Month <= last.FirstDay && s.Score.UnitId == unit && s.Score.Points != null);
        if (request.SiteId is { } site)
        {
            query = query.Where(s => s.Score.SiteId == site);
        }

        var points = await query.GroupBy(s => s.Score.Month).Select(g => new { g.Key, Points = g.Average(s => s.Score.Points) }).ToDictionaryAsync(g => g.Key, g => g.Points, cancellationToken);
        var months = Enumerable.Range(0, Longest).Select(first.AddMonths).TakeWhile(m => m.CompareTo(last) <= 0);
        return [.. months.Select(m => new TrendPoint(m, points.GetValueOrDefault(m.FirstDay) is { } p ? Math.Round(p, 2) : null))];
    }
}
