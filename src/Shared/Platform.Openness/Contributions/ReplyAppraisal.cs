using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Deadlines;
using Platform.Openness.Data;
using Platform.Openness.Domain;

namespace Platform.Openness.Contributions;

/// <summary>How many suggestions whose time limit ended in the month were answered by then. Two statements a batch, and one per 500 that still wait.</summary>
internal sealed class ReplyAppraisal(OpennessDbContext db, IMediator mediator) : INotificationHandler<AppraisalRequested>
{
    public async Task Handle(AppraisalRequested notification, CancellationToken cancellationToken)
    {
        var (first, last) = (notification.Period, notification.Period.AddMonths(1).AddDays(-1));
        var (lo, hi) = (notification.SiteIds[0], notification.SiteIds[^1]);
        var asked = notification.SiteIds.ToHashSet();
        var answered = await db.Set<Suggestion>().AsNoTracking()
            .Where(s => s.SiteId >= lo && s.SiteId <= hi && s.State == SuggestionState.Replied && s.DueWhenSettled >= first && s.DueWhenSettled <= last)
            .GroupBy(s => s.SiteId)
            .Select(g => new { Site = g.Key, InTime = g.Sum(s => s.RepliedOn <= s.DueWhenSettled ? 1 : 0), All = g.Count() })
            .ToListAsync(cancellationToken);
        var waiting = await db.Set<Suggestion>().AsNoTracking()
            .Where(s => s.SiteId >= lo && s.SiteId <= hi && (s.State == SuggestionState.Received || s.State == SuggestionState.Assigned) && s.ReceivedOn <= last)
            .Select(s => s.Id).ToListAsync(cancellationToken);
        var late = (waiting.Count == 0 ? [] : await mediator.Send(new GetDeadlines([.. waiting.Select(id => $"suggestion:{id}")]), cancellationToken))
            .Where(d => d.Due >= first && d.Due <= last).GroupBy(d => d.SiteId).ToDictionary(g => g.Key, g => g.Count());
        foreach (var site in answered.Select(a => a.Site).Concat(late.Keys).Distinct().Where(asked.Contains).Order())
        {
            var done = answered.FirstOrDefault(a => a.Site == site);
            notification.Answer(new IndicatorContribution(
                OpennessIndicators.RepliesInTime, site, Guid.Empty, done?.InTime ?? 0, (done?.All ?? 0) + late.GetValueOrDefault(site), "/openness/suggestions?open=false"));
        }
    }
}
