using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.SampleModule.Data;
using Platform.SampleModule.Domain;

namespace Platform.SampleModule.Contributions;

/// <summary>Answers for every site it is asked about, with one statement.</summary>
internal sealed class NotesAudit(SampleDbContext db) : INotificationHandler<AuditRequested>
{
    public async Task Handle(AuditRequested notification, CancellationToken cancellationToken)
    {
        var counts = await db.Set<Note>()
            .Where(n => notification.SiteIds.Contains(n.SiteId))
            .GroupBy(n => n.SiteId).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        notification.Answer(notification.SiteIds.Select(s => new AuditContribution(SampleModule.NotesCheck, s, counts.GetValueOrDefault(s), [])));
    }
}
