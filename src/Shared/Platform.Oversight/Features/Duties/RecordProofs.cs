using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Features.Duties;

/// <summary>Takes proofs of duties, in the transaction of their cause. The same proof twice is one; a withdrawn one that comes again counts again.</summary>
internal sealed class RecordProofs(OversightDbContext db, DutyCatalog catalog, Operation operation) : INotificationHandler<DutiesFulfilled>
{
    private const int Batch = 500;

    public async Task Handle(DutiesFulfilled notification, CancellationToken cancellationToken)
    {
        foreach (var batch in notification.Proofs.DistinctBy(p => (p.DutyCode, p.EvidenceRef)).Chunk(Batch))
        {
            await TakeAsync(batch, cancellationToken);
        }
    }

    private async Task TakeAsync(DutyFulfilled[] proofs, CancellationToken cancellationToken)
    {
        var refs = proofs.Select(p => p.EvidenceRef).Distinct().ToList();
        var known = await db.Set<DutyFulfilment>().Where(f => refs.Contains(f.EvidenceRef)).ToDictionaryAsync(f => (f.DutyCode, f.EvidenceRef), cancellationToken);
        var added = new List<DutyFulfilment>();
        foreach (var proof in proofs)
        {
            var duty = catalog.Find(proof.DutyCode) ?? throw new RefusalException("UNKNOWN_DUTY", $"没有职责“{proof.DutyCode}”，无法登记履职证明。");
            var period = DueDates.PeriodOf(duty.Cadence, proof.Period);
            if (!known.TryGetValue((proof.DutyCode, proof.EvidenceRef), out var row))
            {
                added.Add(new DutyFulfilment
                {
                    SiteId = proof.SiteId,
                    UnitId = proof.UnitId,
                    DutyCode = proof.DutyCode,
                    EvidenceRef = proof.EvidenceRef,
                    Period = period,
                    OccurredOn = proof.OccurredOn,
                    SubmittedOn = proof.SubmittedOn,
                    Quantity = proof.Quantity,
                    RecordedAt = operation.Now,
                });
            }
            else if (row.Withdrawn)
            {
                (row.Withdrawn, row.WithdrawnAt, row.RecordedAt) = (false, null, operation.Now);
                (row.Period, row.OccurredOn, row.SubmittedOn, row.Quantity) = (period, proof.OccurredOn, proof.SubmittedOn, proof.Quantity);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        await Bulk.InsertAsync(db, added, cancellationToken);
    }
}
