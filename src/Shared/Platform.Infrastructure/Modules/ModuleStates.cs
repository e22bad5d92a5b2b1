using Autofac;
using Microsoft.EntityFrameworkCore;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Divisions;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Modules;

/// <summary>Gives every division its own row for every module that can be switched: after divisions were imported, and when a module is new.</summary>
public sealed class ModuleStates(ModuleCatalog catalog, OperationScopes scopes)
{
    /// <summary>Two statements, and one bulk insert when rows are missing.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.Begin();
        var database = scope.Resolve<OperationDatabase>();
        await database.BeginAsync(cancellationToken);
        await EnsureAsync(scope.Resolve<CoreDbContext>(), cancellationToken);
        await database.CommitAsync(cancellationToken);
    }

    internal async Task EnsureAsync(CoreDbContext db, CancellationToken cancellationToken)
    {
        var divisions = await db.Set<Division>().OrderBy(d => d.Id).Select(d => new { d.Id, d.ParentId }).ToListAsync(cancellationToken);
        if (!await db.Set<EnablementVersion>().AnyAsync(cancellationToken))
        {
            db.Add(new EnablementVersion { Version = Keys.New() });
            await db.SaveChangesAsync(cancellationToken);
        }

        foreach (var module in catalog.Switchable)
        {
            var known = await db.Set<ModuleState>().Where(s => s.ModuleId == module.Id).ToDictionaryAsync(s => s.DivisionId, s => s.Enabled, cancellationToken);
            if (divisions.Count == known.Count)
            {
                continue;
            }

            // A new division takes the state of the one above it, which has the smaller id and may be new as well.
            var missing = new List<ModuleState>();
            foreach (var division in divisions.Where(d => !known.ContainsKey(d.Id)))
            {
                var enabled = known[division.Id] = known.GetValueOrDefault(division.ParentId, module.EnabledByDefault);
                missing.Add(new ModuleState { ModuleId = module.Id, DivisionId = division.Id, Enabled = enabled });
            }

            await Bulk.InsertAsync(db, missing, cancellationToken);
        }
    }
}
