using Microsoft.EntityFrameworkCore;
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
        Open(ring, fileId, await db.Set<StoredContent>().Where(c => c.FileId == fileId).Select(c => c.Content).SingleAsync(cancellationToken));

    public static byte[] Seal(KeyRing ring, Guid fileId, byte[] content) => Sealing.Seal(ring, Purpose, Place(fileId), content);

    public static byte[] Open(KeyRing ring, Guid fileId, byte[] content) => Sealing.Open(ring, Purpose, Place(fileId), content);

    private static string Place(Guid id) => id.ToString("N");
}
