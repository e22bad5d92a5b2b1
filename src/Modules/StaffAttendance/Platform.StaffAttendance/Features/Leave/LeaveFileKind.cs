using Platform.Contracts.Messaging;
using Platform.Infrastructure.Files.Attachments;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Leave;

/// <summary>Written requests, proofs and replies of the county. Whoever may not read why somebody is away reads these neither.</summary>
internal sealed class LeaveFileKind(LeaveDesk desk) : AttachmentKind
{
    public const string KindCode = "leave";

    private const string Prefix = "leave:";

    public static string RefOf(Guid leave) => $"{Prefix}{leave}";

    public override string Code => KindCode;

    public override string Title => "请假";

    public override string ViewPermission => AttendancePermissions.LeaveAsk;

    public override string WritePermission => AttendancePermissions.LeaveAsk;

    public override async Task CheckReadAsync(int siteId, string recordRef, CancellationToken cancellationToken)
    {
        if (await FindAsync(siteId, recordRef, cancellationToken) is not { } leave || !await desk.ReadsAsync(leave, cancellationToken))
        {
            throw NotFound();
        }
    }

    public override async Task CheckWriteAsync(int siteId, string recordRef, CancellationToken cancellationToken)
    {
        if (await FindAsync(siteId, recordRef, cancellationToken) is not { TakesPapers: true } leave || !desk.IsOwn(leave))
        {
            throw NotFound();
        }
    }

    private async Task<LeaveRequest?> FindAsync(int siteId, string recordRef, CancellationToken cancellationToken) =>
        recordRef.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParse(recordRef[Prefix.Length..], out var id)
            && await desk.OpenAsync(id, null, cancellationToken) is { } leave && leave.SiteId == siteId ? leave : null;

    private static RefusalException NotFound() => new("NOT_FOUND", "没有找到这份请假，或您不能查看、改动它的附件。", RefusalKind.NotFound);
}
