using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Divisions;

internal sealed class SearchSitesHandler(CoreDbContext db) : IRequestHandler<SearchSites, IReadOnlyList<DivisionRow>>
{
    private const int Shortest = 2;
    private const int Most = 20;
    private const int MostWords = 4;

    public async Task<IReadOnlyList<DivisionRow>> Handle(SearchSites request, CancellationToken cancellationToken)
    {
        var words = request.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > MostWords || words[^1].Length < Shortest)
        {
            return [];
        }

        var sites = db.Set<Division>().AsNoTracking().Where(d => d.IsSite && d.ClosedOn == null).Begin(words[^1]);
        foreach (var above in words[..^1])
        {
            sites = sites.Where(d => d.FullName.Contains(above));
        }

        return await sites
            .OrderBy(d => d.Id).Take(Most)
            .Select(d => new DivisionRow(d.Id, d.Code, d.Name, d.FullName, d.Levels, d.ParentId, d.Lo, d.Hi))
            .ToListAsync(cancellationToken);
    }
}
