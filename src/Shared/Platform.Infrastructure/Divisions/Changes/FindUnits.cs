using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Divisions.Changes;

/// <summary>Divisions and villages of the scope by the beginning of name, initials or code: at most 20. For the change form. Two statements.</summary>
/// <param name="Closed">Looks among the closed ones: for a reopening.</param>
/// <param name="Kind">division, village, or empty for both.</param>
[Requires(CorePermissions.ManageDivisions)]
[Endpoint(Verb.Get, "divisions/units", "按名称、拼音首字母或代码查找区划和村（社区），供区划变更选择")]
internal sealed record FindUnits(string Text, bool Closed = false, string Kind = "") : IQuery<IReadOnlyList<UnitChoice>>;

internal sealed record UnitChoice(string Code, string Name, string FullName)
{
    public string Text => $"{FullName}（{Code}）";
}

internal sealed class FindUnitsHandler(CoreDbContext db, Operation operation) : IRequestHandler<FindUnits, IReadOnlyList<UnitChoice>>
{
    private const int Most = 20;

    public async Task<IReadOnlyList<UnitChoice>> Handle(FindUnits request, CancellationToken cancellationToken)
    {
        var text = request.Text.Trim();
        var initials = text.ToLowerInvariant();
        if (text.Length == 0)
        {
            return [];
        }

        var scope = operation.Actor.Scope;
        var found = request.Kind == "village" ? [] : await db.Set<Division>().AsNoTracking()
            .Where(d => d.Id > 0 && d.Id >= scope.Lo && d.Id <= scope.Hi && d.ClosedOn != null == request.Closed)
            .Begin(text)
            .OrderByDescending(d => d.Hi - d.Lo).ThenBy(d => d.Id).Take(Most)
            .Select(d => new UnitChoice(d.Code, d.Name, d.FullName))
            .ToListAsync(cancellationToken);
        if (found.Count < Most && request.Kind != "division")
        {
            found.AddRange(await db.Set<Village>().AsNoTracking()
                .Where(v => v.ClosedOn != null == request.Closed && (v.Name.StartsWith(text) || v.Initials.StartsWith(initials) || v.Code.StartsWith(text)))
                .OrderBy(v => v.Code).Take(Most - found.Count)
                .Select(v => new UnitChoice(v.Code, v.Name, (db.Set<Division>().Where(d => d.Id == v.SiteId).Select(d => d.FullName).FirstOrDefault() ?? "") + v.Name))
                .ToListAsync(cancellationToken));
        }

        return found;
    }
}
