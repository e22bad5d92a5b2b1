using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Divisions;

namespace Platform.Infrastructure.Modules.Switching;

/// <summary>What a switch would do in a division and all below it.</summary>
/// <param name="Divisions">All divisions concerned, townships and levels above.</param>
/// <param name="Sites">Townships concerned.</param>
/// <param name="Changing">Divisions whose state changes.</param>
/// <param name="Obstacle">Chinese sentence that says why it cannot be done; null when it can.</param>
internal sealed record SwitchPreview(string ModuleName, string DivisionName, bool Enabled, int Divisions, int Sites, int Changing, string? Obstacle);

/// <summary>Looks at the effect of a switch; preview and command share it.</summary>
internal sealed class ModuleSwitching(CoreDbContext db, ModuleCatalog catalog)
{
    public IQueryable<ModuleState> States(string moduleId, DivisionScope scope) =>
        db.Set<ModuleState>().Where(s => s.ModuleId == moduleId && s.DivisionId >= scope.Lo && s.DivisionId <= scope.Hi);

    public async Task<SwitchPreview> PreviewAsync(IModule module, DivisionScope scope, bool enabled, CancellationToken cancellationToken)
    {
        var divisions = db.Set<Division>().AsNoTracking().Where(d => d.ClosedOn == null && d.Id >= scope.Lo && d.Id <= scope.Hi);
        var name = await divisions.Where(d => d.Id == scope.DivisionId).Select(d => d.FullName).FirstOrDefaultAsync(cancellationToken) ?? "全国";
        var total = await divisions.CountAsync(cancellationToken);
        var sites = await divisions.CountAsync(d => d.IsSite, cancellationToken);
        var changing = await States(module.Id, scope).CountAsync(s => s.Enabled != enabled, cancellationToken);
        return new SwitchPreview(module.Name, name, enabled, total, sites, changing, await ObstacleAsync(module, scope, enabled, cancellationToken));
    }

    private async Task<string?> ObstacleAsync(IModule module, DivisionScope scope, bool enabled, CancellationToken cancellationToken)
    {
        if (enabled)
        {
            foreach (var required in module.Requires.Select(id => catalog.Find(id)!).Where(m => !m.AlwaysOn))
            {
                var missing = await States(required.Id, scope).CountAsync(s => !s.Enabled, cancellationToken);
                if (missing > 0)
                {
                    return $"“{module.Name}”需要“{required.Name}”，而它在其中 {missing} 个区划没有启用。请先启用“{required.Name}”。";
                }
            }

            return null;
        }

        foreach (var dependent in catalog.Switchable.Where(m => m.Requires.Contains(module.Id)))
        {
            var users = await States(dependent.Id, scope).CountAsync(s => s.Enabled, cancellationToken);
            if (users > 0)
            {
                return $"“{dependent.Name}”需要“{module.Name}”，并且在其中 {users} 个区划启用着。请先停用“{dependent.Name}”。";
            }
        }

        return null;
    }
}
