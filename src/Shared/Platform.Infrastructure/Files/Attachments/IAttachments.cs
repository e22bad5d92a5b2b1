using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Files.Storage;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Files.Attachments;

/// <summary>A file on its way in: as a form picked it, or base64 in the body of an API call.</summary>
/// <param name="Name">With its ending; a path before it is cut off.</param>
public sealed record AttachmentDraft(string Name, byte[] Content)
{
    public override string ToString() => $"{Content?.Length ?? 0} bytes";
}

/// <param name="Link">Address it is downloaded from.</param>
public sealed record AttachmentRow(Guid Id, string RecordRef, string Name, AttachmentType Type, long Length, string Sha256, string AddedBy, DateTimeOffset AddedAt)
{
    public string Link => $"/api/attachments/{Id}";
}

/// <summary>Files of records, for the handlers of modules. What they do joins the transaction of their command; who may do it, their command says.</summary>
public interface IAttachments
{
    /// <summary>
    /// Attaches files to a record. Refuses FILE_EMPTY, FILE_TOO_BIG, FILE_WRONG_TYPE, FILE_TWICE, TOO_MANY_FILES. A fixed number of statements.
    /// </summary>
    Task AddAsync(string kind, int siteId, string recordRef, IReadOnlyList<AttachmentDraft> files, CancellationToken cancellationToken);

    /// <summary>Files of these records that are there, oldest first. One statement.</summary>
    Task<ILookup<string, AttachmentRow>> OfAsync(string kind, IReadOnlyCollection<string> recordRefs, CancellationToken cancellationToken);

    /// <summary>The record is withdrawn or corrected away: its files go. Three statements.</summary>
    Task RemoveAllAsync(string kind, int siteId, string recordRef, string reason, CancellationToken cancellationToken);

    /// <summary>The same for many records, of whatever site: what is kept no longer. Three statements.</summary>
    Task RemoveAllAsync(string kind, IReadOnlyCollection<string> recordRefs, string reason, CancellationToken cancellationToken);
}

internal sealed class AttachmentDesk(
    CoreDbContext db, FileVault vault, IEnumerable<AttachmentKind> kinds, Operation operation, ModuleCatalog catalog, Enablement enablement) : IAttachments
{
    public async Task AddAsync(string kind, int siteId, string recordRef, IReadOnlyList<AttachmentDraft> files, CancellationToken cancellationToken)
    {
        if (files.Count == 0)
        {
            return;
        }

        var definition = KindOf(kind);
        var there = await Present(kind, recordRef).Select(a => a.Sha256).ToListAsync(cancellationToken);
        if (there.Count + files.Count > definition.Most)
        {
            throw new RefusalException("TOO_MANY_FILES", $"一条{definition.Title}最多 {definition.Most} 个附件，已有 {there.Count} 个。", RefusalKind.Refused);
        }

        foreach (var file in files)
        {
            var name = CleanName(file.Name);
            var attachment = new Attachment
            {
                SiteId = siteId,
                Kind = kind,
                RecordRef = recordRef,
                Name = name,
                Type = AttachmentTypes.Of(name, file.Content ?? []),
                Length = file.Content!.Length,
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(file.Content)),
                AddedById = operation.Actor.AccountId,
                AddedBy = operation.Actor.Name,
                AddedAt = operation.Now,
            };
            if (there.Contains(attachment.Sha256))
            {
                throw new RefusalException("FILE_TWICE", $"“{name}”与已有的附件内容相同，不必重复上传。", RefusalKind.Conflict);
            }

            there.Add(attachment.Sha256);
            db.Add(attachment);
            vault.Add(attachment.Id, siteId, file.Content);
        }

        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"{definition.Title}上传附件 {files.Count} 个");
    }

    public async Task<ILookup<string, AttachmentRow>> OfAsync(string kind, IReadOnlyCollection<string> recordRefs, CancellationToken cancellationToken)
    {
        var rows = await db.Set<Attachment>().AsNoTracking()
            .Where(a => a.Kind == kind && recordRefs.Contains(a.RecordRef) && a.RemovedAt == null)
            .OrderBy(a => a.AddedAt).ThenBy(a => a.Id).ToListAsync(cancellationToken);
        return rows.ToLookup(a => a.RecordRef, RowOf);
    }

    public async Task RemoveAllAsync(string kind, int siteId, string recordRef, string reason, CancellationToken cancellationToken)
    {
        var files = await Present(kind, recordRef).Where(a => a.SiteId == siteId).ToListAsync(cancellationToken);
        await RemoveAsync(files, reason, cancellationToken);
    }

    public async Task RemoveAllAsync(string kind, IReadOnlyCollection<string> recordRefs, string reason, CancellationToken cancellationToken) =>
        await RemoveAsync(
            await db.Set<Attachment>().IgnoreQueryFilters().Where(a => a.Kind == kind && recordRefs.Contains(a.RecordRef) && a.RemovedAt == null).ToListAsync(cancellationToken),
            reason, cancellationToken);

    public async Task RemoveAsync(IReadOnlyList<Attachment> files, string reason, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            (file.RemovedAt, file.RemovedBy, file.RemoveReason) = (operation.Now, operation.Actor.Name, reason);
        }

        await db.SaveChangesAsync(cancellationToken);
        var ids = files.Select(f => f.Id).ToList();
        await db.Set<StoredContent>().Where(c => ids.Contains(c.FileId)).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>The file by id, for whom its kind allows it. Another site's file is not there.</summary>
    public async Task<(Attachment File, AttachmentKind Kind)> FindAsync(Guid id, bool write, CancellationToken cancellationToken)
    {
        var file = await db.Set<Attachment>().FirstOrDefaultAsync(a => a.Id == id && a.RemovedAt == null, cancellationToken) ?? throw NotFound();
        return (file, await OpenAsync(file.Kind, file.SiteId, write, cancellationToken));
    }

    /// <summary>Asks what the behaviours ask of other requests: the kind's permission, and its module on at the site.</summary>
    public async Task<AttachmentKind> OpenAsync(string kind, int siteId, bool write, CancellationToken cancellationToken)
    {
        var definition = KindOf(kind);
        if (!operation.Actor.May(write ? definition.WritePermission : definition.ViewPermission))
        {
            throw new RefusalException("NO_PERMISSION", $"您没有{(write ? "维护" : "查看")}{definition.Title}附件的权限，请与管理员联系。", RefusalKind.Forbidden);
        }

        if (catalog.ModuleOf(definition.GetType()) is { } module && !await enablement.IsOnAsync(module, siteId, operation.Actor.Scope, cancellationToken))
        {
            throw new RefusalException("MODULE_OFF", $"“{module.Name}”在这里没有启用，请与管理员联系。", RefusalKind.NotFound);
        }

        return definition;
    }

    public Task<byte[]> ReadAsync(Guid id, CancellationToken cancellationToken) => vault.ReadAsync(id, cancellationToken);

    public static RefusalException NotFound() => new("OUT_OF_SCOPE", "没有找到这个附件，或它不在您的管辖范围内。", RefusalKind.NotFound);

    public static AttachmentRow RowOf(Attachment a) => new(a.Id, a.RecordRef, a.Name, a.Type, a.Length, a.Sha256, a.AddedBy, a.AddedAt);

    private IQueryable<Attachment> Present(string kind, string recordRef) =>
        db.Set<Attachment>().Where(a => a.Kind == kind && a.RecordRef == recordRef && a.RemovedAt == null);

    private AttachmentKind KindOf(string kind) =>
        kinds.FirstOrDefault(k => k.Code == kind) ?? throw new RefusalException("NO_SUCH_KIND", $"没有名为“{kind}”的附件类别。", RefusalKind.NotFound);

    private static string CleanName(string? name)
    {
        var file = (name ?? "").Replace('\\', '/');
        var clean = new string([.. file[(file.LastIndexOf('/') + 1)..].Where(c => !char.IsControl(c) && !"\"<>|:*?".Contains(c, StringComparison.Ordinal))]).Trim();
        if (clean.Length == 0)
        {
            throw new RefusalException("FILE_NAMELESS", "附件没有文件名，请给文件起名后再上传。");
        }

        return clean.Length > AttachmentLimits.NameLength ? clean[^AttachmentLimits.NameLength..] : clean;
    }
}
