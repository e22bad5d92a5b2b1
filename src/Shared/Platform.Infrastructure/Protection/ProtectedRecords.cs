using Autofac;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Protection;

/// <summary>Finds the record behind a field code and a key, inside the caller's scope and only where its module is on.</summary>
internal sealed class ProtectedRecords(ProtectedFields fields, ModuleCatalog catalog, Enablement enablement, IEnumerable<IProtectedRecordGuard> guards, Operation operation, ILifetimeScope scope)
{
    /// <exception cref="RefusalException">NOT_FOUND, MODULE_OFF.</exception>
    public async Task<(ProtectedField Field, Entity Record, ModuleDbContext Db)> FindAsync(string code, Guid id, int siteId, CancellationToken cancellationToken)
    {
        if (fields.Find(code) is not { } field)
        {
            throw Refusals.NotFound();
        }

        var type = fields.ContextOf(field);
        if (catalog.ModuleOf(type) is { AlwaysOn: false } module && !await enablement.IsOnAsync(module, siteId, operation.Actor.Scope, cancellationToken))
        {
            throw new RefusalException("MODULE_OFF", $"“{module.Name}”在这里没有启用，请与管理员联系。", RefusalKind.NotFound);
        }

        var db = (ModuleDbContext)scope.Resolve(type);
        var found = await field.LoadAsync(db, [id], cancellationToken);
        if (found is not [var record] || !IsOf(record, siteId))
        {
            throw Refusals.NotFound();
        }

        return guards.Any(g => g.IsClosedTo(operation.Actor, record)) ? throw Refusals.NotFound(inTrail: true) : (field, record, db);
    }

    // A two-sided record belongs to either of its sides.
    private static bool IsOf(Entity record, int siteId) => record is ISiteOwned owned && (owned.SiteId == siteId || (record as ITwoSided)?.OtherSiteId == siteId);
}
