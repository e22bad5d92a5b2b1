using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Staff;

internal sealed class GetStaffHandler(CoreDbContext db, Operation operation) : IRequestHandler<GetStaff, IReadOnlyList<StaffRow>>
{
    public async Task<IReadOnlyList<StaffRow>> Handle(GetStaff request, CancellationToken cancellationToken)
    {
        if (request.SiteIds.Count == 0)
        {
            return [];
        }

        var (lo, hi) = (request.SiteIds.Min(), request.SiteIds.Max());
        var wanted = request.SiteIds.ToHashSet();
        var today = operation.Today;
        var people = await db.Set<StaffMember>().AsNoTracking()
            .Where(s => s.SiteId >= lo && s.SiteId <= hi && (s.Active || request.IncludeInactive))
            .OrderBy(s => s.SiteId).ThenBy(s => s.Number)
            .Select(s => new { s.Id, s.SiteId, s.Number, s.Name, s.Post, s.Active })
            .ToListAsync(cancellationToken);
        var links = (await db.Set<VillageLink>().AsNoTracking()
                .Where(l => l.SiteId >= lo && l.SiteId <= hi && l.From <= today && l.To >= today)
                .OrderByDescending(l => l.IsMain).ThenBy(l => l.Id)
                .Select(l => new { l.StaffId, l.VillageId })
                .ToListAsync(cancellationToken))
            .ToLookup(l => l.StaffId, l => l.VillageId);
        return [.. people.Where(s => wanted.Contains(s.SiteId)).Select(s => new StaffRow(s.Id, s.SiteId, s.Number, s.Name, s.Post, s.Active, [.. links[s.Id]]))];
    }
}
