using FluentValidation;
using MediatR;
using Microsoft.Data.Sqlite;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Security.Backups;

/// <summary>
/// Backs the database up now and records it; a failure is recorded too and then refused with BACKUP_FAILED. Sent every night. It is no command, so that
/// it holds no transaction while it copies. Where the database is not SQLite the job does nothing and a person is refused with BACKUP_EXTERNAL.
/// </summary>
[Requires(CorePermissions.ManageBackups)]
[Clauses("P3-STREETSUPPLY-05b")]
[Endpoint(Verb.Post, "backups", "立即备份（SQLite）")]
internal sealed record RunBackup : IRequest;

internal sealed class RunBackupHandler(BackupFiles files, PlatformSender sender, Operation operation, TimeProvider time) : AsyncRequestHandler<RunBackup>
{
    protected override async Task Handle(RunBackup request, CancellationToken cancellationToken)
    {
        var scheduled = operation.Actor.Channel == ActorChannel.Job;
        if (!files.Supported)
        {
            if (scheduled)
            {
                return;
            }

            throw new RefusalException("BACKUP_EXTERNAL", "这个数据库须用它自带的工具备份，完成后用命令 backup --record 登记。", RefusalKind.Refused);
        }

        var source = scheduled ? BackupSource.Scheduled : BackupSource.Manual;
        try
        {
            var (path, size, sha256) = await files.CopyAsync(operation.Now, cancellationToken);
            await RecordAsync(new RecordBackup(source, operation.Now, time.GetUtcNow(), true, path, size, sha256, Pruned(files.Prune())));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException)
        {
            await RecordAsync(new RecordBackup(source, operation.Now, time.GetUtcNow(), false, "", 0, "", $"备份失败：{exception.GetType().Name}"));
            throw new RefusalException("BACKUP_FAILED", "备份没有成功，请检查备份文件夹能否写入、磁盘空间是否足够。", RefusalKind.Refused);
        }

        Task RecordAsync(RecordBackup record) => sender.SendAs(operation.Actor, record, cancellationToken);
    }

    private static string Pruned(int count) => count > 0 ? $"清理旧备份 {count} 个" : "";
}

/// <summary>Writes a backup into the log: the platform's own, or one that the database's tools have made.</summary>
[Requires(CorePermissions.ManageBackups)]
[Clauses("P3-STREETSUPPLY-05b")]
[Endpoint(Verb.Post, "backups/records", "登记用数据库工具完成的备份")]
internal sealed record RecordBackup(
    BackupSource Source, DateTimeOffset StartedAt, DateTimeOffset EndedAt, bool Succeeded, string File, long Size, string? Sha256 = null, string? Note = null) : ICommand;

internal sealed class RecordBackupValidator : AbstractValidator<RecordBackup>
{
    public RecordBackupValidator()
    {
        RuleFor(c => c.File).MaximumLength(500).WithMessage("文件最多 500 字");
        RuleFor(c => c.Note).MaximumLength(500).WithMessage("说明最多 500 字");
        RuleFor(c => c.Sha256).MaximumLength(64).WithMessage("摘要为 64 个字符");
        RuleFor(c => c.Size).GreaterThanOrEqualTo(0).WithMessage("大小不能为负数");
        RuleFor(c => c.EndedAt).GreaterThanOrEqualTo(c => c.StartedAt).WithMessage("结束时间不能早于开始时间");
    }
}

internal sealed class RecordBackupHandler(CoreDbContext db, Operation operation) : AsyncRequestHandler<RecordBackup>
{
    protected override async Task Handle(RecordBackup request, CancellationToken cancellationToken)
    {
        db.Add(new BackupRun
        {
            Source = request.Source,
            StartedAt = request.StartedAt,
            EndedAt = request.EndedAt,
            Succeeded = request.Succeeded,
            File = request.File,
            Size = request.Size,
            Sha256 = request.Sha256 ?? "",
            Note = request.Note ?? "",
            ByName = operation.Actor.Name,
        });
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"备份{(request.Succeeded ? "成功" : "失败")}，{request.Size} 字节");
    }
}
