using System.CommandLine;
using System.Security.Cryptography;
using Platform.Contracts.Access;
using Platform.Host.Composition;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Security.Backups;
using Platform.Infrastructure.Ui;

namespace Platform.Host.Verbs;

/// <summary>Backs a SQLite database up, tests the last backup, or records one that the database's own tools have made.</summary>
internal static class BackupVerb
{
    public static Command Create()
    {
        var verify = new Option<bool>("--verify") { Description = "Restore the last backup into a temporary folder and check it, instead of making one" };
        var record = new Option<FileInfo?>("--record") { Description = "Only write into the log that this file was made by the database's own tools (PostgreSQL, SQL Server)" };
        var failed = new Option<bool>("--failed") { Description = "With --record: the backup failed" };
        var command = new Command("backup", "Backs the database up (SQLite) or records a backup made elsewhere, and writes the backup log.") { verify, record, failed };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = PlatformHost.Build(DatabaseArguments.From(parsed), serveJobs: false);
            await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(null, cancellationToken);
            var sender = app.Services.GetRequiredService<PlatformSender>();
            var actor = Actor.System(DivisionScope.Nation, ActorChannel.CommandLine);
            if (parsed.GetValue(record) is { } file)
            {
                await sender.SendAs(actor, await RecordAsync(file, parsed.GetValue(failed), cancellationToken), cancellationToken);
                Console.WriteLine("已登记。");
            }
            else if (parsed.GetValue(verify))
            {
                await sender.SendAs(actor, new TestBackup(), cancellationToken);
                Console.WriteLine($"恢复测试通过：{(await sender.SendAs(actor, new GetBackupState(), cancellationToken)).LastTestNote}");
            }
            else
            {
                await sender.SendAs(actor, new RunBackup(), cancellationToken);
                var last = (await sender.SendAs(actor, new ListBackups(new()), cancellationToken)).Items[0];
                Console.WriteLine($"备份完成：{last.File}（{Show.Size(last.Size)}）");
            }

            return 0;
        });
        return command;
    }

    private static async Task<RecordBackup> RecordAsync(FileInfo file, bool failed, CancellationToken cancellationToken)
    {
        var there = file.Exists;
        var sha256 = "";
        if (there)
        {
            await using var content = file.OpenRead();
            sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
        }

        // The tools tell no times; the file's own are the nearest.
        var at = there ? new DateTimeOffset(file.LastWriteTimeUtc) : TimeProvider.System.GetUtcNow();
        return new RecordBackup(BackupSource.External, at, at, there && !failed, file.FullName, there ? file.Length : 0, sha256, there ? "" : "没有找到文件");
    }
}
