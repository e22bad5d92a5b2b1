using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Divisions;

internal sealed class GetDivisionsHandler(CoreDbContext db) : IRequestHandler<GetDivisions, IReadOnlyList<DivisionRow>>
{
    public async Task<IReadOnlyList<DivisionRow>> Handle(GetDivisions request, CancellationToken cancellationToken)
    {
        // One parameter: an export names thousands.
        var ids = request.Ids.ToList();
        return await db.Set<Division>().AsNoTracking()
            .Where(d => EF.Parameter(ids).Contains(d.Id))
            .OrderBy(d => d.Id)
            .Select(d => new DivisionRow(d.Id, d.Code, d.Name, d.FullName, d.Levels, d.ParentId, d.Lo, d.Hi))
            .ToListAsync(cancellationToken);
    }
}
