using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Deadlines;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Deadlines;

internal sealed class GetDeadlinesHandler(CoreDbContext db) : IRequestHandler<GetDeadlines, IReadOnlyList<DeadlineRow>>
{
    private const int Batch = 500;

    public async Task<IReadOnlyList<DeadlineRow>> Handle(GetDeadlines request, CancellationToken cancellationToken)
    {
        var found = new List<DeadlineRow>();
        foreach (var records in request.RecordRefs.Distinct().Chunk(Batch))
        {
            found.AddRange(await db.Set<TrackedDeadline>().AsNoTracking().Where(d => records.Contains(d.RecordRef))
                .Select(d => new DeadlineRow(d.Id, d.SiteId, d.RecordRef, d.RuleCode, d.Start, d.ExtensionDays, d.Due, d.Provisional, d.State, d.SettledOn, d.Changes))
                .ToListAsync(cancellationToken));
        }

        return found;
    }
}
