using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Access.Scope;

/// <summary>Who the caller is, where they work now and which modules are on there: all the shell needs. Four statements, and one more for somebody on the staff list.</summary>
[SignedIn]
[DuringEntry]
[Endpoint(Verb.Get, "me", "当前登录人、工作区划和已启用模块")]
internal sealed record GetMe : IQuery<Me>;

/// <param name="Hold">What has to be done before anything else; none as a rule.</param>
/// <param name="Assignments">The divisions of the caller's roles, by assignment or by post, for the scope switcher's first list.</param>
internal sealed record Me(
    Guid AccountId,
    string Name,
    Guid StaffId,
    DivisionScope Scope,
    string ScopeName,
    string ScopeFullName,
    DivisionLevels ScopeLevels,
    IReadOnlySet<string> Permissions,
    IReadOnlySet<string> Modules,
    Guid EnablementVersion,
    IReadOnlyList<MyAssignment> Assignments,
    AccountHold Hold);

internal sealed record MyAssignment(string Role, string RoleName, int DivisionId, string DivisionName);

internal sealed class GetMeHandler(CoreDbContext db, AccountRoles roles, Operation operation, Enablement enablement, ModuleCatalog catalog) : IRequestHandler<GetMe, Me>
{
    private const string Nation = "全国";

    public async Task<Me> Handle(GetMe request, CancellationToken cancellationToken)
    {
        var actor = operation.Actor;
        var division = await db.Set<Division>().AsNoTracking().FirstOrDefaultAsync(d => d.Id == actor.Scope.DivisionId, cancellationToken);
        var held = (await roles.OfAsync(db, actor.AccountId, actor.StaffId, cancellationToken)).ConvertAll(g => (g.Role, g.Scope.DivisionId)).Distinct().ToList();
        var ids = held.ConvertAll(g => g.DivisionId);
        var names = await db.Set<Division>().Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, d => d.FullName, cancellationToken);
        return new Me(
            actor.AccountId,
            actor.Name,
            actor.StaffId,
            actor.Scope,
            division is null ? Nation : Named(division.Name, division),
            division is null ? Nation : Named(division.FullName, division),
            division?.Levels ?? DivisionLevels.Nation,
            actor.Permissions,
            await enablement.InScopeAsync(catalog.Modules, actor.Scope, cancellationToken),
            await enablement.VersionAsync(cancellationToken),
            [.. held.Select(g => new MyAssignment(g.Role, Roles.Names.GetValueOrDefault(g.Role, g.Role), g.DivisionId, names.GetValueOrDefault(g.DivisionId, Nation)))],
            actor.Hold);
    }

    private static string Named(string name, Division division) => division.ClosedOn is null ? name : name + "（已撤销）";
}
