using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Staff;

internal sealed class GetPeopleHandler(CoreDbContext db) : IRequestHandler<GetPeople, IReadOnlyList<StaffRow>>
{
    public async Task<IReadOnlyList<StaffRow>> Handle(GetPeople request, CancellationToken cancellationToken)
    {
        var ids = request.Ids.Distinct().ToList();
        return await db.Set<StaffMember>().AsNoTracking().Where(s => ids.Contains(s.Id))
            .Select(s => new StaffRow(s.Id, s.SiteId, s.Number, s.Name, s.Post, s.Active, Array.Empty<Guid>()))
            .ToListAsync(cancellationToken);
    }
}

internal sealed class FindStaffHandler(CoreDbContext db) : IRequestHandler<FindStaff, IReadOnlyList<StaffRow>>
{
    private const int Most = 200;

    public async Task<IReadOnlyList<StaffRow>> Handle(FindStaff request, CancellationToken cancellationToken)
    {
        var text = request.Text.Trim();
        return await db.Set<StaffMember>().AsNoTracking()
            .Where(s => (request.SiteId == null || s.SiteId == request.SiteId) && (s.Number == text || s.Name.StartsWith(text)))
            .OrderBy(s => s.SiteId).ThenBy(s => s.Number).Take(Most)
            .Select(s => new StaffRow(s.Id, s.SiteId, s.Number, s.Name, s.Post, s.Active, Array.Empty<Guid>()))
            .ToListAsync(cancellationToken);
    }
}
