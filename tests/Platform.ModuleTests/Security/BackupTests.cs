using Platform.Contracts.Messaging;
using Platform.Infrastructure.Security.Backups;
using Platform.TestKit;
using Platform.TestKit.Databases;
using Xunit;
using static Platform.ModuleTests.Security.SecurityBench;

namespace Platform.ModuleTests.Security;

/// <summary>The daily backup and its log.</summary>
public class BackupTests
{
    [Fact]
    public async Task A_backup_is_made_recorded_and_can_be_restored()
    {
        await using var platform = await TestPlatform.StartAsync();
        Assert.True((await platform.Send(new GetBackupState())).Overdue);
        await platform.Send(new RunBackup());
        var run = Assert.Single((await platform.Send(new ListBackups(new PageRequest()))).Items);
        Assert.True(run.Succeeded);
        Assert.Equal((new FileInfo(run.File).Length, 64), (run.Size, run.Sha256.Length));

        await platform.Send(new TestBackup());
        var state = await platform.Send(new GetBackupState());
        Assert.False(state.Overdue);
        Assert.Contains("完整性检查通过", state.LastTestNote);
        platform.Clock.Advance(TimeSpan.FromHours(27));
        Assert.True((await platform.Send(new GetBackupState())).Overdue);

        await File.WriteAllTextAsync(run.File, "broken");
        await RefusedAsync("BACKUP_UNUSABLE", () => platform.Send(new TestBackup()));
        Assert.Contains("摘要", Assert.Single((await platform.Send(new ListBackups(new PageRequest()))).Items).TestNote);
    }

    [Fact]
    public async Task Only_the_newest_copies_stay()
    {
        await using var platform = await TestPlatform.StartAsync();
        for (var day = 0; day < 16; day++)
        {
            await platform.Send(new RunBackup());
            platform.Clock.Advance(TimeSpan.FromDays(1));
        }

        var runs = (await platform.Send(new ListBackups(PageRequest.All()))).Items;
        Assert.Equal(16, runs.Count);
        Assert.Equal(14, runs.Count(r => File.Exists(r.File)));
    }

    [Fact]
    public async Task Another_database_is_backed_up_by_its_own_tools_and_recorded()
    {
        await using var platform = await TestPlatform.StartAsync(DatabaseKind.PostgreSql);
        await RefusedAsync("BACKUP_EXTERNAL", () => platform.Send(new RunBackup()));
        var at = new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.FromHours(8));
        await platform.Send(new RecordBackup(BackupSource.External, at, at.AddMinutes(3), true, "/backup/platform.dump", 1024));
        var state = await platform.Send(new GetBackupState());
        Assert.Equal((false, false), (state.OwnBackup, state.Overdue));
        await RefusedAsync("NO_BACKUP", () => platform.Send(new TestBackup()));
    }
}
