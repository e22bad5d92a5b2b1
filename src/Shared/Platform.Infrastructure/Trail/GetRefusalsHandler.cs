using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Trail;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Time;

namespace Platform.Infrastructure.Trail;

internal sealed class GetRefusalsHandler(CoreDbContext db, TrailWords words) : IRequestHandler<GetRefusals, IReadOnlyList<RefusalRow>>
{
    public async Task<IReadOnlyList<RefusalRow>> Handle(GetRefusals request, CancellationToken cancellationToken)
    {
        if (request.SiteIds.Count == 0)
        {
            return [];
        }

        var (lo, hi, codes) = (request.SiteIds[0], request.SiteIds[^1], request.Codes.ToList());
        var (from, to) = (ChinaTime.StartOf(request.From), ChinaTime.StartOf(request.To.AddDays(1)));
        var rows = await db.Set<TrailEntry>().AsNoTracking()
            .Where(e => codes.Contains(e.Outcome) && e.SiteId >= lo && e.SiteId <= hi && e.At >= from && e.At < to && e.ModuleId == request.ModuleId)
            .OrderBy(e => e.At).ThenBy(e => e.Id)
            .Select(e => new { e.Id, e.SiteId, e.Action, e.AccountId, e.ActorName, e.RecordRef, e.At })
            .ToListAsync(cancellationToken);
        var wanted = request.SiteIds.ToHashSet();
        return [.. rows.Where(r => wanted.Contains(r.SiteId)).Select(r => new RefusalRow(r.Id, r.SiteId, words.Action(r.Action), r.AccountId, r.ActorName, r.RecordRef, r.At))];
    }
}
