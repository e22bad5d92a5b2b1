using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Deadlines;
using Platform.Oversight.Data;

namespace Platform.Oversight.Reactions;

/// <summary>A year of the calendar was loaded: findings whose day follows the rule take the new day over. Days set by hand stay.</summary>
internal sealed class RedateFindings(OversightDbContext db) : INotificationHandler<DeadlinesRedated>
{
    private const int Batch = 500;

    public async Task Handle(DeadlinesRedated notification, CancellationToken cancellationToken)
    {
        var due = notification.Deadlines.Where(d => d.RecordRef.StartsWith(OversightDeadlines.FindingRef, StringComparison.Ordinal))
            .ToDictionary(d => Guid.Parse(d.RecordRef[OversightDeadlines.FindingRef.Length..]), d => d.Due);
        foreach (var ids in due.Keys.Chunk(Batch))
        {
            foreach (var finding in await db.Set<Finding>().Where(f => ids.Contains(f.Id) && !f.DueByHand && f.State == FindingState.Open).ToListAsync(cancellationToken))
            {
                finding.DueOn = due[finding.Id];
            }

            await db.SaveChangesAsync(cancellationToken);
        }
    }
}
