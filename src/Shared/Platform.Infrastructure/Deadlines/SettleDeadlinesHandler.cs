using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Deadlines;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Deadlines;

internal sealed class SettleDeadlinesHandler(CoreDbContext db) : IRequestHandler<SettleDeadlines, Unit>
{
    private const int Batch = 500;

    public async Task<Unit> Handle(SettleDeadlines request, CancellationToken cancellationToken)
    {
        var (state, on, rule) = (request.Withdrawn ? DeadlineState.Withdrawn : DeadlineState.Settled, request.On, request.RuleCode);
        foreach (var records in request.RecordRefs.Distinct().Chunk(Batch))
        {
            foreach (var row in await db.Set<TrackedDeadline>()
                .Where(d => records.Contains(d.RecordRef) && d.State == DeadlineState.Open && (rule == null || d.RuleCode == rule)).ToListAsync(cancellationToken))
            {
                (row.State, row.SettledOn) = (state, on);
            }

            await db.SaveChangesAsync(cancellationToken);
        }

        return Unit.Value;
    }
}
