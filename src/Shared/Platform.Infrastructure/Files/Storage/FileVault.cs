using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Protection.Keys;

namespace Platform.Infrastructure.Files.Storage;

/// <summary>Keeps the bytes of uploaded files encrypted: a staff list on its way holds telephones and identity numbers in clear.</summary>
internal sealed class FileVault(CoreDbContext db, KeyRing ring)
{
    public const string Purpose = "core.stored-file";

    /// <summary>Adds the content to what is saved next.</summary>
    public void Add(Guid fileId, int siteId, byte[] content) =>
        db.Add(new StoredContent { FileId = fileId, SiteId = siteId, Content = Seal(ring, fileId, content) });

    public async Task<byte[]> ReadAsync(Guid fileId, CancellationToken cancellationToken) =>
        Open(
            ring, fileId, await db.Set<StoredContent>().Where(c => c.FileId == fileId).Select(c => c.Content).FirstOrDefaultAsync(cancellationToken)
                ?? throw new RefusalException("FILE_GONE", "这个文件导入后已按规定删除，只留校验值。请重新选择文件。", RefusalKind.NotFound));

    /// <summary>The bytes go at once; the row about them stays.</summary>
    public Task RemoveAsync(Guid fileId, CancellationToken cancellationToken) => db.Set<StoredContent>().Where(c => c.FileId == fileId).ExecuteDeleteAsync(cancellationToken);

    public static byte[] Seal(KeyRing ring, Guid fileId, byte[] content) => Sealing.Seal(ring, Purpose, Place(fileId), content);

    public static byte[] Open(KeyRing ring, Guid fileId, byte[] content) => Sealing.Open(ring, Purpose, Place(fileId), content);

    private static string Place(Guid id) => id.ToString("N");
}
