using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Divisions;

/// <summary>
/// Divisions inside any of the caller's assignments, by the beginning of the name, of its pinyin initials or of the code: at most 20,
/// higher levels first. For the scope switcher.
/// </summary>
[SignedIn]
[Endpoint(Verb.Get, "me/divisions", "在自己的管辖范围内按名称、拼音首字母或代码查找区划")]
internal sealed record SearchMyDivisions(string Text) : IQuery<IReadOnlyList<DivisionRow>>;

internal sealed class SearchMyDivisionsHandler(CoreDbContext db, Operation operation) : IRequestHandler<SearchMyDivisions, IReadOnlyList<DivisionRow>>
{
    private const int Most = 20;

    public async Task<IReadOnlyList<DivisionRow>> Handle(SearchMyDivisions request, CancellationToken cancellationToken)
    {
        var text = request.Text.Trim();
        var initials = text.ToLowerInvariant();
        if (text.Length == 0)
        {
            return [];
        }

        var mine = db.Set<RoleAssignment>().Where(r => r.AccountId == operation.Actor.AccountId);
        return await db.Set<Division>().AsNoTracking()
            .Where(d => mine.Any(r => d.Lo >= r.Lo && d.Hi <= r.Hi))
            .Where(d => d.Name.StartsWith(text) || d.Initials.StartsWith(initials) || d.Code.StartsWith(text))
            .OrderByDescending(d => d.Hi - d.Lo).ThenBy(d => d.Id)
            .Take(Most)
            .Select(d => new DivisionRow(d.Id, d.Code, d.Name, d.FullName, d.Levels, d.ParentId, d.Lo, d.Hi))
            .ToListAsync(cancellationToken);
    }
}
