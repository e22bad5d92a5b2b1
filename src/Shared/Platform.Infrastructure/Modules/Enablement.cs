using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Modules;

/// <summary>Answers where a module is on, from the table: a switch counts from the next request on.</summary>
internal sealed class Enablement(CoreDbContext db)
{
    /// <param name="siteId">The site asked about; null asks whether the module is on anywhere in the scope.</param>
    public async Task<bool> IsOnAsync(IModule module, int? siteId, DivisionScope scope, CancellationToken cancellationToken)
    {
        if (module.AlwaysOn)
        {
            return true;
        }

        var (lo, hi) = siteId is { } site ? (site, site) : (scope.Lo, scope.Hi);
        var states = db.Set<ModuleState>().Where(s => s.ModuleId == module.Id && s.DivisionId >= lo && s.DivisionId <= hi);
        return await states.AnyAsync(s => s.Enabled, cancellationToken)
            || (module.EnabledByDefault && !await states.AnyAsync(cancellationToken));
    }

    /// <summary>Those of the ascending <paramref name="siteIds"/> where the module is on. One statement.</summary>
    public async Task<IReadOnlyList<int>> NarrowAsync(IModule module, IReadOnlyList<int> siteIds, CancellationToken cancellationToken)
    {
        if (module.AlwaysOn || siteIds.Count == 0)
        {
            return siteIds;
        }

        var (lo, hi) = (siteIds[0], siteIds[^1]);
        var states = await db.Set<ModuleState>()
            .Where(s => s.ModuleId == module.Id && s.DivisionId >= lo && s.DivisionId <= hi)
            .ToDictionaryAsync(s => s.DivisionId, s => s.Enabled, cancellationToken);
        return [.. siteIds.Where(id => states.GetValueOrDefault(id, module.EnabledByDefault))];
    }

    /// <summary>Ids of the modules that are on anywhere in the scope: what the menu shows. One statement.</summary>
    public async Task<IReadOnlySet<string>> InScopeAsync(IReadOnlyList<IModule> modules, DivisionScope scope, CancellationToken cancellationToken)
    {
        var states = await db.Set<ModuleState>()
            .Where(s => s.DivisionId >= scope.Lo && s.DivisionId <= scope.Hi)
            .GroupBy(s => s.ModuleId)
            .Select(g => new { g.Key, On = g.Any(s => s.Enabled) })
            .ToDictionaryAsync(g => g.Key, g => g.On, cancellationToken);
        return modules.Where(m => m.AlwaysOn || states.GetValueOrDefault(m.Id, m.EnabledByDefault)).Select(m => m.Id).ToHashSet();
    }

    public Task<Guid> VersionAsync(CancellationToken cancellationToken) =>
        db.Set<EnablementVersion>().Select(v => v.Version).FirstOrDefaultAsync(cancellationToken);
}
