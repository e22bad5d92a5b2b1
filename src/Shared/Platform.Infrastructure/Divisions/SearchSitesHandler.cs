using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Divisions;

internal sealed class SearchSitesHandler(CoreDbContext db) : IRequestHandler<SearchSites, IReadOnlyList<DivisionRow>>
{
    private const int Shortest = 2;
    private const int Most = 20;

    public async Task<IReadOnlyList<DivisionRow>> Handle(SearchSites request, CancellationToken cancellationToken)
    {
        var text = request.Text.Trim();
        return text.Length < Shortest
            ? []
            : await db.Set<Division>().AsNoTracking()
                .Where(d => d.IsSite && d.ClosedOn == null).Begin(text)
                .OrderBy(d => d.Id).Take(Most)
                .Select(d => new DivisionRow(d.Id, d.Code, d.Name, d.FullName, d.Levels, d.ParentId, d.Lo, d.Hi))
                .ToListAsync(cancellationToken);
    }
}
