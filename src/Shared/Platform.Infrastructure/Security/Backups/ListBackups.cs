using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Ui;

namespace Platform.Infrastructure.Security.Backups;

/// <summary>The backup log, newest first.</summary>
[Requires(CorePermissions.ViewBackups)]
[Clauses("P3-STREETSUPPLY-05b")]
[Endpoint(Verb.Get, "backups", "备份记录")]
internal sealed record ListBackups(PageRequest Page, bool? Succeeded = null) : IQuery<Page<BackupRow>>;

internal sealed record BackupRow(
    Guid Id, BackupSource Source, DateTimeOffset StartedAt, double Seconds, bool Succeeded, string File, long Size, string Sha256, string Note, string ByName, DateTimeOffset? TestedAt,
    bool TestSucceeded, string TestNote);

internal sealed class ListBackupsHandler(CoreDbContext db) : IRequestHandler<ListBackups, Page<BackupRow>>
{
    public async Task<Page<BackupRow>> Handle(ListBackups request, CancellationToken cancellationToken)
    {
        var rows = db.Set<BackupRun>().AsNoTracking();
        rows = request.Succeeded is { } good ? rows.Where(b => b.Succeeded == good) : rows;
        var total = await rows.CountAsync(cancellationToken);
        var page = await rows.OrderByDescending(b => b.StartedAt).ThenBy(b => b.Id).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        return new Page<BackupRow>(
            [.. page.Select(b => new BackupRow(
                b.Id, b.Source, b.StartedAt, (b.EndedAt - b.StartedAt).TotalSeconds, b.Succeeded, b.File, b.Size, b.Sha256, b.Note, b.ByName, b.TestedAt, b.TestSucceeded, b.TestNote))], total);
    }
}

/// <summary>Whether the last good backup is recent enough. Two statements.</summary>
[Requires(CorePermissions.ViewBackups)]
[Clauses("P3-STREETSUPPLY-05b")]
[Endpoint(Verb.Get, "backups/state", "最近一次备份和恢复测试")]
internal sealed record GetBackupState : IQuery<BackupState>;

/// <param name="OwnBackup">The platform makes backups itself; otherwise they are recorded.</param>
/// <param name="Overdue">No good backup within 26 hours.</param>
internal sealed record BackupState(bool OwnBackup, DateTimeOffset? LastGoodAt, DateTimeOffset? LastTestAt, string LastTestNote, bool Overdue);

internal sealed class GetBackupStateHandler(CoreDbContext db, BackupFiles files, Operation operation) : IRequestHandler<GetBackupState, BackupState>
{
    private static readonly TimeSpan Late = TimeSpan.FromHours(26);

    public async Task<BackupState> Handle(GetBackupState request, CancellationToken cancellationToken)
    {
        var last = await db.Set<BackupRun>().Where(b => b.Succeeded).OrderByDescending(b => b.StartedAt).Select(b => (DateTimeOffset?)b.StartedAt).FirstOrDefaultAsync(cancellationToken);
        var test = await db.Set<BackupRun>().Where(b => b.TestedAt != null).OrderByDescending(b => b.TestedAt).Select(b => new { b.TestedAt, b.TestNote }).FirstOrDefaultAsync(cancellationToken);
        return new BackupState(files.Supported, last, test?.TestedAt, test?.TestNote ?? "", last is null || operation.Now - last > Late);
    }
}

/// <summary>A missing backup, for those who look after the deployment.</summary>
internal sealed class BackupNextThings(IMediator mediator) : INextThings
{
    public async Task<IReadOnlyList<NextThing>> GetAsync(ScopeState state, CancellationToken ct)
    {
        if (!state.Can(CorePermissions.ManageBackups) || await mediator.Send(new GetBackupState(), ct) is not { Overdue: true } late)
        {
            return [];
        }

        return [new NextThing("信息安全", "数据库备份超过 26 小时", late.LastGoodAt is { } at ? $"最近一次成功的备份是 {Show.Text(at)}" : "还没有成功的备份", null, "/admin/backups")];
    }
}

internal static class BackupWords
{
    public static string Of(BackupSource source) => source switch
    {
        BackupSource.Scheduled => "每日自动",
        BackupSource.Manual => "手工",
        _ => "数据库工具",
    };
}
