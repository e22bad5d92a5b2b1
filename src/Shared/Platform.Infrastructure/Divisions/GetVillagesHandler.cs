using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Divisions;

internal sealed class GetVillagesHandler(CoreDbContext db) : IRequestHandler<GetVillages, IReadOnlyList<VillageRow>>
{
    public async Task<IReadOnlyList<VillageRow>> Handle(GetVillages request, CancellationToken cancellationToken)
    {
        if (request.SiteIds.Count == 0)
        {
            return [];
        }

        var (lo, hi) = (request.SiteIds.Min(), request.SiteIds.Max());
        var wanted = request.SiteIds.ToHashSet();
        var rows = await db.Set<Village>().AsNoTracking()
            .Where(v => v.SiteId >= lo && v.SiteId <= hi && (v.ClosedOn == null || request.IncludeClosed))
            .OrderBy(v => v.Code)
            .Select(v => new VillageRow(v.Id, v.SiteId, v.Code, v.Name))
            .ToListAsync(cancellationToken);
        return [.. rows.Where(v => wanted.Contains(v.SiteId))];
    }
}
