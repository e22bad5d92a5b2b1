using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Divisions;

internal sealed class GetSitesHandler(CoreDbContext db) : IRequestHandler<GetSites, IReadOnlyList<int>>
{
    public async Task<IReadOnlyList<int>> Handle(GetSites request, CancellationToken cancellationToken) =>
        await db.Set<Division>().AsNoTracking()
            .Where(d => d.IsSite && d.ClosedOn == null && d.Id >= request.Lo && d.Id <= request.Hi)
            .OrderBy(d => d.Id).Select(d => d.Id).ToListAsync(cancellationToken);
}
