using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files.Attachments;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Scraps;

/// <summary>Pictures of the faulty goods and of their disposal, signed forms.</summary>
internal sealed class ScrapFileKind(SuppliesDbContext db) : AttachmentKind
{
    public const string KindCode = "supplies-scrap";

    private const string Prefix = "scrap:";

    public static string RefOf(Guid id) => $"{Prefix}{id:N}";

    public override string Code => KindCode;

    public override string Title => "药具报废申请";

    public override string ViewPermission => SuppliesPermissions.View;

    public override string WritePermission => SuppliesPermissions.ApplyScrap;

    /// <summary>Files stay with whoever applied: one that was refused or taken back gets no more.</summary>
    public override async Task CheckWriteAsync(int siteId, string recordRef, CancellationToken cancellationToken)
    {
        var id = recordRef.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParse(recordRef[Prefix.Length..], out var parsed) ? parsed : Guid.Empty;
        if (!await db.Set<ScrapApplication>().AnyAsync(s => s.Id == id && s.SiteId == siteId && s.State != ScrapState.Refused && s.State != ScrapState.Withdrawn, cancellationToken))
        {
            throw new RefusalException("NOT_FOUND", "没有找到这份报废申请，或它的附件不能再改。", RefusalKind.NotFound);
        }
    }
}
