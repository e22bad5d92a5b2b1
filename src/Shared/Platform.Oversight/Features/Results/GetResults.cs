using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Results;

/// <summary>
/// The ranking of a month: the sites of the caller's scope, or with <paramref name="SiteId"/> the villages of one site. The newest published revision counts;
/// provisional results are shown to those who may publish or object.
/// </summary>
[Requires(OversightPermissions.ViewResults)]
[Endpoint(Verb.Get, "oversight/results", "查询考评结果排名")]
[Clauses("P4-PATCH-02a")]
internal sealed record GetResults(YearMonth Month, int? SiteId = null, int? PageIndex = null, int? PageSize = null, string? Sort = null)
    : PageRequest(PageIndex, PageSize, Sort), IQuery<Page<ResultRow>>;

/// <param name="Rank">Null without a score; equal points share a rank.</param>
internal sealed record ResultRow(
    Guid ScoreId, int SiteId, Guid UnitId, string Name, decimal? Points, int? Rank, int Revision, DateTimeOffset? PublishedAt, string SchemeName)
{
    public string State => PublishedAt is null ? "待公布" : "已公布";
}

internal sealed class GetResultsHandler(ResultScores scores) : IRequestHandler<GetResults, Page<ResultRow>>
{
    public async Task<Page<ResultRow>> Handle(GetResults request, CancellationToken cancellationToken)
    {
        var query = scores.Visible().Where(s => s.Score.Month == request.Month.FirstDay);
        query = request.SiteId is { } site
            ? query.Where(s => s.Score.SiteId == site && s.Score.UnitId != Guid.Empty)
            : query.Where(s => s.Score.UnitId == Guid.Empty);
        var total = await query.CountAsync(cancellationToken);
        var page = request.Sort switch
        {
            "Points" => query.OrderBy(s => s.Score.Points == null).ThenBy(s => s.Score.Points).ThenBy(s => s.Score.SiteId).ThenBy(s => s.Score.UnitName),
            "Name" => query.OrderBy(s => s.Score.UnitName).ThenBy(s => s.Score.SiteId),
            _ => query.OrderBy(s => s.Score.Points == null).ThenByDescending(s => s.Score.Points).ThenBy(s => s.Score.SiteId).ThenBy(s => s.Score.UnitName),
        };
        var rows = await page.Skip(request.Skip).Take(request.Take).ToListAsync(cancellationToken);
        var ranks = await RanksAsync(query, cancellationToken);
        return new Page<ResultRow>(
        [
            .. rows.Select(r => new ResultRow(
                r.Score.Id, r.Score.SiteId, r.Score.UnitId, r.Score.UnitName, r.Score.Points, r.Score.Points is { } p ? ranks[p] : null, r.Score.Revision,
                r.Close.PublishedAt, r.Score.SchemeName)),
        ], total);
    }

    private static async Task<Dictionary<decimal, int>> RanksAsync(IQueryable<ScoreAndClose> all, CancellationToken cancellationToken)
    {
        var points = await all.Where(s => s.Score.Points != null).GroupBy(s => s.Score.Points!.Value).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        var ranks = new Dictionary<decimal, int>();
        var rank = 1;
        foreach (var group in points.OrderByDescending(p => p.Key))
        {
            ranks[group.Key] = rank;
            rank += group.Count;
        }

        return ranks;
    }
}
