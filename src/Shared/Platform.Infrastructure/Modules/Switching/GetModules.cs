using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Modules.Switching;

/// <summary>The modules that can be switched, and at how many townships of the scope each is on. Two statements.</summary>
[Requires(CorePermissions.ManageModules)]
[Endpoint(Verb.Get, "modules", "可启用的模块及启用数")]
internal sealed record GetModules : IQuery<IReadOnlyList<ModuleRow>>;

/// <param name="Requires">Chinese names of the modules it needs.</param>
internal sealed record ModuleRow(string Id, string Name, string Description, IReadOnlyList<string> Requires, int SitesOn, int Sites);

internal sealed class GetModulesHandler(CoreDbContext db, ModuleCatalog catalog, Operation operation) : IRequestHandler<GetModules, IReadOnlyList<ModuleRow>>
{
    public async Task<IReadOnlyList<ModuleRow>> Handle(GetModules request, CancellationToken cancellationToken)
    {
        var scope = operation.Actor.Scope;
        var sites = db.Set<Division>().Where(d => d.IsSite && d.ClosedOn == null && d.Id >= scope.Lo && d.Id <= scope.Hi);
        var total = await sites.CountAsync(cancellationToken);
        var on = await db.Set<ModuleState>()
            .Where(s => s.Enabled && sites.Any(d => d.Id == s.DivisionId))
            .GroupBy(s => s.ModuleId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        return [.. catalog.Switchable.Select(m => new ModuleRow(
            m.Id, m.Name, m.Description, [.. m.Requires.Select(r => catalog.Find(r)!.Name)], on.GetValueOrDefault(m.Id), total))];
    }
}
