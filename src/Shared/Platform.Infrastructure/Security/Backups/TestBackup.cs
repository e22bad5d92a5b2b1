using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Security.Backups;

/// <summary>
/// Restores the latest good backup into a temporary folder, checks it and records the outcome. Sent every week. Like the backup it holds no transaction.
/// Refuses NO_BACKUP, and BACKUP_UNUSABLE when the test failed (which is recorded).
/// </summary>
[Requires(CorePermissions.ManageBackups)]
[Clauses("P3-STREETSUPPLY-05b")]
[Endpoint(Verb.Post, "backups/test", "对最近一次备份做恢复测试（SQLite）")]
internal sealed record TestBackup : IRequest;

internal sealed class TestBackupHandler(CoreDbContext db, BackupFiles files, PlatformSender sender, Operation operation) : AsyncRequestHandler<TestBackup>
{
    protected override async Task Handle(TestBackup request, CancellationToken cancellationToken)
    {
        var latest = await db.Set<BackupRun>().AsNoTracking().Where(b => b.Succeeded && b.Source != BackupSource.External)
            .OrderByDescending(b => b.StartedAt).FirstOrDefaultAsync(cancellationToken);
        if (!files.Supported || latest is null)
        {
            if (operation.Actor.Channel == ActorChannel.Job)
            {
                return;
            }

            throw new RefusalException("NO_BACKUP", "还没有平台自己做的备份，请先备份。", RefusalKind.Refused);
        }

        var test = await BackupFiles.TestAsync(latest.File, latest.Sha256, cancellationToken);
        await sender.SendAs(operation.Actor, new RecordBackupTest(latest.Id, test.Good, test.Note), cancellationToken);
        if (!test.Good)
        {
            throw new RefusalException("BACKUP_UNUSABLE", $"恢复测试没有通过：{test.Note}。请立即重新备份并检查磁盘。", RefusalKind.Refused);
        }
    }
}

/// <summary>Writes the outcome of a restore test to its backup. Sent by the test alone.</summary>
[Label("登记恢复测试")]
[Requires(CorePermissions.ManageBackups)]
internal sealed record RecordBackupTest(Guid Id, bool Good, string Note) : ICommand, IRecordRequest
{
    string IRecordRequest.RecordRef => $"backup:{Id}";
}

internal sealed class RecordBackupTestHandler(CoreDbContext db, Operation operation) : AsyncRequestHandler<RecordBackupTest>
{
    protected override async Task Handle(RecordBackupTest request, CancellationToken cancellationToken)
    {
        var run = await db.Set<BackupRun>().FirstAsync(b => b.Id == request.Id, cancellationToken);
        (run.TestedAt, run.TestSucceeded, run.TestNote) = (operation.Now, request.Good, request.Note);
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"恢复测试{(request.Good ? "通过" : "没有通过")}：{request.Note}");
    }
}
