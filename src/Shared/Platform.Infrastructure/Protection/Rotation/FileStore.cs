using Microsoft.EntityFrameworkCore;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Files.Storage;
using Platform.Infrastructure.Protection.Keys;

namespace Platform.Infrastructure.Protection.Rotation;

/// <summary>Uploaded files, one at a time.</summary>
internal sealed class FileStore(KeyRing ring) : SealedStore
{
    public override string Code => FileVault.Purpose;

    public override string Name => "上传的文件";

    public override Type Context => typeof(CoreDbContext);

    public override int CountedAtOnce => 20;

    public override int RenewedAtOnce => 1;

    public override async Task<List<(Guid Id, int Version)>> NextAsync(ModuleDbContext db, Guid after, int take, CancellationToken cancellationToken) =>
        [.. (await Rows(db, after).Take(take).ToListAsync(cancellationToken)).Select(c => (c.FileId, Sealing.VersionOf(c.Content) ?? 0))];

    public override async Task<RenewedChunk> RenewAsync(ModuleDbContext db, Guid after, CancellationToken cancellationToken)
    {
        if (await Rows(db, after).FirstOrDefaultAsync(cancellationToken) is not { } old)
        {
            return new RenewedChunk(null, 0, 0);
        }

        if (Sealing.VersionOf(old.Content) == ring.Current)
        {
            return new RenewedChunk(old.FileId, 1, 0);
        }

        // Content is written once and never changed: nothing can come in between but its deletion.
        var content = FileVault.Seal(ring, old.FileId, FileVault.Open(ring, old.FileId, old.Content));
        var renewed = await db.Set<StoredContent>().IgnoreQueryFilters().Where(c => c.FileId == old.FileId)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Content, content), cancellationToken);
        return new RenewedChunk(old.FileId, 1, renewed);
    }

    private static IQueryable<StoredContent> Rows(ModuleDbContext db, Guid after) =>
        db.Set<StoredContent>().IgnoreQueryFilters().AsNoTracking().Where(c => c.FileId > after).OrderBy(c => c.FileId);
}
