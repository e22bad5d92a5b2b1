using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Divisions.History;

internal sealed class GetDivisionsOnHandler(CoreDbContext db) : IRequestHandler<GetDivisionsOn, IReadOnlyList<DivisionOnDay>>
{
    public async Task<IReadOnlyList<DivisionOnDay>> Handle(GetDivisionsOn request, CancellationToken cancellationToken) =>
        await DayBook.ReadAsync(db, db.Set<Division>().Where(d => request.Ids.Contains(d.Id)), request.Day, cancellationToken);
}

internal sealed class FindDivisionByCodeHandler(CoreDbContext db) : IRequestHandler<FindDivisionByCode, DivisionOnDay?>
{
    public async Task<DivisionOnDay?> Handle(FindDivisionByCode request, CancellationToken cancellationToken)
    {
        var code = request.Code;
        var candidates = db.Set<Division>().Where(d => d.Code == code || db.Set<DivisionVersion>().Any(v => v.DivisionId == d.Id && v.Code == code));
        return (await DayBook.ReadAsync(db, candidates, request.Day, cancellationToken)).FirstOrDefault(d => d.Exists && d.Code == code);
    }
}

internal sealed class GetHeirsHandler(CoreDbContext db) : IRequestHandler<GetHeirs, IReadOnlyDictionary<int, IReadOnlyList<int>>>
{
    public async Task<IReadOnlyDictionary<int, IReadOnlyList<int>>> Handle(GetHeirs request, CancellationToken cancellationToken)
    {
        var heirs = await db.Set<DivisionHeir>().AsNoTracking().Where(h => request.ClosedIds.Contains(h.ClosedId)).ToListAsync(cancellationToken);
        return heirs.GroupBy(h => h.ClosedId)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<int>)[.. g.OrderByDescending(h => h.IsMain).ThenBy(h => h.HeirId).Select(h => h.HeirId)]);
    }
}

internal sealed class GetClosedSitesHandler(CoreDbContext db) : IRequestHandler<GetClosedSites, IReadOnlyList<int>>
{
    public async Task<IReadOnlyList<int>> Handle(GetClosedSites request, CancellationToken cancellationToken) =>
        await db.Set<Division>().AsNoTracking()
            .Where(d => d.IsSite && d.ClosedOn != null && d.Id >= request.Lo && d.Id <= request.Hi)
            .OrderBy(d => d.Id).Select(d => d.Id).ToListAsync(cancellationToken);
}

/// <summary>States of divisions on a day: the first version that lasted longer than the day, today's state where there is none. Two statements.</summary>
internal static class DayBook
{
    public static async Task<IReadOnlyList<DivisionOnDay>> ReadAsync(CoreDbContext db, IQueryable<Division> divisions, DateOnly day, CancellationToken cancellationToken)
    {
        var rows = await divisions.AsNoTracking().OrderBy(d => d.Id).ToListAsync(cancellationToken);
        var versions = await db.Set<DivisionVersion>().AsNoTracking()
            .Where(v => v.DivisionId > 0 && v.Until > day && divisions.Any(d => d.Id == v.DivisionId))
            .ToListAsync(cancellationToken);
        return On(rows, versions, day);
    }

    /// <param name="versions">May hold more than is needed.</param>
    public static IReadOnlyList<DivisionOnDay> On(IEnumerable<Division> divisions, IEnumerable<DivisionVersion> versions, DateOnly day)
    {
        var first = versions.Where(v => v.Until > day).GroupBy(v => v.DivisionId).ToDictionary(g => g.Key, g => g.MinBy(v => v.Until)!);
        return
        [
            .. divisions.Select(d => first.TryGetValue(d.Id, out var v)
                ? new DivisionOnDay(d.Id, v.Code, v.Name, v.FullName, v.ParentId, day >= d.OpenedOn && !v.Closed)
                : new DivisionOnDay(d.Id, d.Code, d.Name, d.FullName, d.ParentId, day >= d.OpenedOn && (d.ClosedOn is null || d.ClosedOn > day))),
        ];
    }
}
