using Platform.Contracts.Access;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Results;

internal sealed class ScoreAndClose
{
    public required Score Score { get; init; }

    public required SiteClose Close { get; init; }
}

/// <summary>The one score of each unit and month that a caller sees: the newest complete revision that is published, or for those who may publish or object the newest at all.</summary>
internal sealed class ResultScores(OversightDbContext db, Operation operation)
{
    /// <summary>Who publishes, and who may object while there is time.</summary>
    public static bool SeesProvisional(Actor actor) => actor.May(OversightPermissions.Publish) || actor.May(OversightPermissions.Object);

    public IQueryable<ScoreAndClose> Visible()
    {
        var all = SeesProvisional(operation.Actor);
        var closes = db.Set<SiteClose>().Where(c => c.Complete && (all || c.PublishedAt != null));
        return
            from score in db.Set<Score>()
            join close in closes on new { score.Month, score.SiteId, score.Revision } equals new { close.Month, close.SiteId, close.Revision }
            where !closes.Any(c => c.Month == close.Month && c.SiteId == close.SiteId && c.Revision > close.Revision)
            select new ScoreAndClose { Score = score, Close = close };
    }
}
