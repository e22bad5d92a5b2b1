using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Features.Results;

/// <summary>How a score came about: every indicator with what it was made of and where its records are.</summary>
[Requires(OversightPermissions.ViewResults)]
[Endpoint(Verb.Get, "oversight/results/one", "查看一个得分是怎样得来的")]
[Clauses("P4-PATCH-02a")]
internal sealed record GetScore(Guid Id) : IQuery<ScoreDetail>;

internal sealed record ScoreDetail(
    Guid Id, int SiteId, string SiteName, Guid UnitId, string Name, YearMonth Month, int Revision, decimal? Points, string SchemeName, DateTimeOffset ComputedAt,
    DateTimeOffset? PublishedAt, string PublishedBy, IReadOnlyList<ScoreLineRow> Lines, IReadOnlyList<RevisionRow> Revisions);

internal sealed record ScoreLineRow(
    string Code, string Name, string NumeratorName, string DenominatorName, LineState State, decimal Numerator, decimal Denominator, decimal Rate, decimal Target,
    decimal Weight, decimal EffectiveWeight, decimal Points, string Reason, string Link, IReadOnlyList<string> Clauses);

internal sealed record RevisionRow(Guid ScoreId, int Revision, decimal? Points, DateTimeOffset? PublishedAt);

internal sealed class GetScoreHandler(OversightDbContext db, DutyCatalog catalog, IMediator mediator, Platform.Infrastructure.Messaging.Operation operation) : IRequestHandler<GetScore, ScoreDetail>
{
    public async Task<ScoreDetail> Handle(GetScore request, CancellationToken cancellationToken)
    {
        var score = await db.Set<Score>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == request.Id, cancellationToken) ?? throw NotFound();
        var closes = await db.Set<SiteClose>().AsNoTracking().Where(c => c.SiteId == score.SiteId && c.Month == score.Month && c.Complete).ToListAsync(cancellationToken);
        var all = ResultScores.SeesProvisional(operation.Actor);
        var close = closes.FirstOrDefault(c => c.Revision == score.Revision && (all || c.PublishedAt is not null)) ?? throw NotFound();
        var siblings = await db.Set<Score>().AsNoTracking()
            .Where(s => s.SiteId == score.SiteId && s.UnitId == score.UnitId && s.Month == score.Month).OrderBy(s => s.Revision).ToListAsync(cancellationToken);
        var lines = await db.Set<ScoreLine>().AsNoTracking().Where(l => l.ScoreId == score.Id).ToListAsync(cancellationToken);
        var site = (await mediator.Send(new GetDivisions([score.SiteId]), cancellationToken)).FirstOrDefault();
        return new ScoreDetail(
            score.Id, score.SiteId, site?.Name ?? "", score.UnitId, score.UnitName, YearMonth.Of(score.Month), score.Revision, score.Points, score.SchemeName, score.ComputedAt,
            close.PublishedAt, close.PublishedBy,
            [.. lines.OrderByDescending(l => l.Weight).ThenBy(l => l.IndicatorCode, StringComparer.Ordinal).Select(Line)],
            [
                .. from s in siblings
                   let c = closes.FirstOrDefault(c => c.Revision == s.Revision)
                   where c is not null && (all || c.PublishedAt is not null)
                   select new RevisionRow(s.Id, s.Revision, s.Points, c.PublishedAt),
            ]);
    }

    private static RefusalException NotFound() => new("NOT_FOUND", "没有找到这个得分，或它还没有公布。", RefusalKind.NotFound);

    private ScoreLineRow Line(ScoreLine l)
    {
        var indicator = catalog.Indicator(l.IndicatorCode);
        return new ScoreLineRow(
            l.IndicatorCode, indicator?.Name ?? l.IndicatorCode, indicator?.NumeratorName ?? "分子", indicator?.DenominatorName ?? "分母", l.State, l.Numerator, l.Denominator,
            l.Rate, l.Target, l.Weight, l.EffectiveWeight, l.Points, l.Reason, l.Link, indicator?.Clauses ?? []);
    }
}
