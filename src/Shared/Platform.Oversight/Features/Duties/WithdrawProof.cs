using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Duties;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Duties;

/// <summary>A record no longer proves anything. What a close froze stays as it is; a revision will see it.</summary>
internal sealed class WithdrawProof(OversightDbContext db, Operation operation) : INotificationHandler<DutyWithdrawn>
{
    public async Task Handle(DutyWithdrawn notification, CancellationToken cancellationToken)
    {
        var rows = await db.Set<DutyFulfilment>().Where(f => f.EvidenceRef == notification.EvidenceRef && !f.Withdrawn).ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            (row.Withdrawn, row.WithdrawnAt, row.WithdrawReason) = (true, operation.Now, Text.Cut(notification.Reason, 500));
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
