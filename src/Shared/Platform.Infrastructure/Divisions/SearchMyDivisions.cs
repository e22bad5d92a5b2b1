using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions.History;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Divisions;

/// <summary>
/// Divisions where the caller holds a role, by assignment or by post, by the beginning of the name, of its pinyin initials or of the code: at most 20,
/// higher levels first. For the scope switcher and pickers.
/// </summary>
/// <param name="IncludeClosed">Also closed ones whose records the caller reads; their full name says so.</param>
[SignedIn]
[Endpoint(Verb.Get, "me/divisions", "在自己的管辖范围内按名称、拼音首字母或代码查找区划")]
public sealed record SearchMyDivisions(string Text, bool IncludeClosed = false) : IQuery<IReadOnlyList<DivisionRow>>;

internal sealed class SearchMyDivisionsHandler(CoreDbContext db, AccountRoles roles, Operation operation) : IRequestHandler<SearchMyDivisions, IReadOnlyList<DivisionRow>>
{
    private const int Most = 20;

    public async Task<IReadOnlyList<DivisionRow>> Handle(SearchMyDivisions request, CancellationToken cancellationToken)
    {
        var text = request.Text.Trim();
        if (text.Length == 0)
        {
            return [];
        }

        var mine = (await roles.OfAsync(db, operation.Actor.AccountId, operation.Actor.StaffId, cancellationToken)).Select(g => g.Scope).Distinct()
            .Select(Within).Aggregate(db.Set<Division>().Where(d => false), (all, one) => all.Union(one));
        return await mine.AsNoTracking()
            .Where(d => d.ClosedOn == null || request.IncludeClosed)
            .Begin(text)
            .OrderByDescending(d => d.Hi - d.Lo).ThenBy(d => d.Id)
            .Take(Most)
            .Select(d => new DivisionRow(d.Id, d.Code, d.Name, d.ClosedOn == null ? d.FullName : d.FullName + "（已撤销）", d.Levels, d.ParentId, d.Lo, d.Hi))
            .ToListAsync(cancellationToken);
    }

    private IQueryable<Division> Within(DivisionScope scope) => db.Set<Division>().Where(d => (d.Lo >= scope.Lo && d.Hi <= scope.Hi)
        || db.Set<DivisionHeir>().Any(h => h.ClosedId == d.Id && h.HeirId >= scope.Lo && h.HeirId <= scope.Hi));
}
