using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Divisions;

internal sealed class GetSitesHandler(CoreDbContext db) : IRequestHandler<GetSites, IReadOnlyList<int>>
{
    private const int TownshipBit = (int)DivisionLevels.Township;

    public async Task<IReadOnlyList<int>> Handle(GetSites request, CancellationToken cancellationToken)
    {
        var rows = await db.Set<Division>().AsNoTracking()
            .Where(d => d.Id >= request.Lo && d.Id <= request.Hi)
            .OrderBy(d => d.Id).Select(d => new { d.Id, d.Levels }).ToListAsync(cancellationToken);
        return [.. rows.Where(d => ((int)d.Levels & TownshipBit) != 0).Select(d => d.Id)];
    }
}
