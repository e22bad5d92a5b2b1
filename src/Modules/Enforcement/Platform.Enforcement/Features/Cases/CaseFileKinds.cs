using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Enforcement.Data;
using Platform.Enforcement.Domain;
using Platform.Infrastructure.Files.Attachments;

namespace Platform.Enforcement.Features.Cases;

/// <summary>The file of a piece of evidence: for the handlers and the director, and nobody exchanges or removes it.</summary>
internal sealed class EvidenceFileKind(EnforcementDbContext db, CaseDesk desk) : AttachmentKind
{
    public const string KindCode = "enforcement-evidence";

    public override string Code => KindCode;

    public override string Title => "证据";

    public override string ViewPermission => EnforcementPermissions.Handle;

    public override string WritePermission => EnforcementPermissions.Handle;

    public override int Most => 1;

    public override async Task CheckReadAsync(int siteId, string recordRef, CancellationToken cancellationToken)
    {
        var id = Refs.IdOf(recordRef, CaseEvidence.RefPrefix);
        var found = await db.Set<CaseEvidence>().Where(e => e.Id == id && e.SiteId == siteId).Select(e => new { e.CaseId }).FirstOrDefaultAsync(cancellationToken) ?? throw Refusals.NotFound("这件证据");
        await desk.OpenAsync(siteId, found.CaseId, null, cancellationToken);
    }

    public override Task CheckWriteAsync(int siteId, string recordRef, CancellationToken cancellationToken) =>
        throw new RefusalException("EVIDENCE_SEALED", "证据文件入卷后不能更换或移除。有问题的证据请登记排除，补充的证据另行入卷。", RefusalKind.Refused) { InTrail = true };
}

/// <summary>Signed papers of a case, the proof of service among them. A closed case takes no more.</summary>
internal sealed class CaseFileKind(CaseDesk desk) : AttachmentKind
{
    public const string KindCode = "enforcement-case";

    public override string Code => KindCode;

    public override string Title => "案件文书";

    public override string ViewPermission => EnforcementPermissions.Handle;

    public override string WritePermission => EnforcementPermissions.Handle;

    public override Task CheckReadAsync(int siteId, string recordRef, CancellationToken cancellationToken) =>
        desk.OpenAsync(siteId, Refs.IdOf(recordRef, EnforcementCase.RefPrefix), null, cancellationToken);

    public override async Task CheckWriteAsync(int siteId, string recordRef, CancellationToken cancellationToken)
    {
        if ((await desk.OpenAsync(siteId, Refs.IdOf(recordRef, EnforcementCase.RefPrefix), null, cancellationToken)).State is CaseState.Closed or CaseState.Dropped)
        {
            throw new RefusalException("FILE_CLOSED", "案卷已经归档，文书不能再变动。", RefusalKind.Refused);
        }
    }
}

internal static class Refs
{
    public static Guid IdOf(string recordRef, string prefix) =>
        recordRef.StartsWith(prefix, StringComparison.Ordinal) && Guid.TryParse(recordRef[prefix.Length..], out var id) ? id : Guid.Empty;
}
