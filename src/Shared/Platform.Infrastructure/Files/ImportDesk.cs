using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Files.Storage;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Files;

/// <summary>
/// Finds the definition of a kind and asks what the behaviours ask of other requests: the definition's permission, the site in the caller's scope,
/// its module on there.
/// </summary>
internal sealed class ImportDesk(IEnumerable<ImportDefinition> definitions, Operation operation, ModuleCatalog catalog, Enablement enablement, CoreDbContext db)
{
    public async Task<ImportDefinition> OpenAsync(string kind, int siteId, CancellationToken cancellationToken)
    {
        var definition = definitions.FirstOrDefault(d => d.Kind == kind)
            ?? throw new RefusalException("NO_SUCH_IMPORT", $"没有名为“{kind}”的导入。", RefusalKind.NotFound);
        if (!operation.Actor.May(definition.Permission))
        {
            throw new RefusalException("NO_PERMISSION", $"您没有导入{definition.Title}的权限，请与管理员联系。", RefusalKind.Forbidden);
        }

        if (!operation.Actor.Scope.Contains(siteId))
        {
            throw new RefusalException("OUT_OF_SCOPE", "没有找到这个区划，或它不在您的管辖范围内。", RefusalKind.NotFound);
        }

        if (catalog.ModuleOf(definition.GetType()) is { } module && !await enablement.IsOnAsync(module, siteId, operation.Actor.Scope, cancellationToken))
        {
            throw new RefusalException("MODULE_OFF", $"“{module.Name}”在这里没有启用，请与管理员联系。", RefusalKind.NotFound);
        }

        return definition;
    }

    /// <summary>All kinds the caller may import.</summary>
    public IReadOnlyList<ImportDefinition> Allowed() => [.. definitions.Where(d => operation.Actor.May(d.Permission)).OrderBy(d => d.Kind, StringComparer.Ordinal)];

    /// <summary>The row about a file that the caller uploaded.</summary>
    public async Task<StoredFile> FileAsync(Guid key, CancellationToken cancellationToken)
    {
        var (account, now) = (operation.Actor.AccountId, operation.Now);
        return await db.Set<StoredFile>().FirstOrDefaultAsync(f => f.Id == key && f.UploadedBy == account && f.ExpiresAt > now, cancellationToken)
            ?? throw new RefusalException("FILE_GONE", "没有找到这个文件，或它已过期。请重新选择文件。", RefusalKind.NotFound);
    }

    public static ImportContext ContextOf(StoredFile file) => new(file.SiteId, file.Id, file.Name, ImportOptions.Read(file.Options), file.Sha256);
}
