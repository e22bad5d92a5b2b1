using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Security.Backups;

/// <summary>Made by the daily job, by a person or the command line, or by the database's own tools and only recorded here.</summary>
internal enum BackupSource { Scheduled, Manual, External }

/// <summary>One backup of the whole database (P3-STREETSUPPLY-05b) and the last test whether it can be restored.</summary>
[Label("备份记录")]
internal sealed class BackupRun : Entity, IVersioned
{
    public BackupSource Source { get; init; }

    [Label("开始时间")]
    public DateTimeOffset StartedAt { get; init; }

    [Label("结束时间")]
    public DateTimeOffset EndedAt { get; init; }

    [Label("成功")]
    public bool Succeeded { get; init; }

    /// <summary>Full path on the server, or what the person recorded.</summary>
    [Label("文件")]
    public string File { get; init; } = "";

    /// <summary>Bytes.</summary>
    [Label("大小")]
    public long Size { get; init; }

    /// <summary>Lower-case hex; empty when not known.</summary>
    [Label("校验值")]
    public string Sha256 { get; init; } = "";

    public string Note { get; init; } = "";

    [Label("执行人")]
    public string ByName { get; init; } = "";

    /// <summary>When it was last opened and checked; null: never.</summary>
    [Label("恢复测试时间")]
    public DateTimeOffset? TestedAt { get; set; }

    [Label("恢复测试成功")]
    public bool TestSucceeded { get; set; }

    /// <summary>What the test saw: tables and rows, or the fault.</summary>
    [Label("恢复测试说明")]
    public string TestNote { get; set; } = "";

    public Guid Version { get; set; }
}

internal sealed class BackupRunConfiguration : IEntityTypeConfiguration<BackupRun>
{
    public void Configure(EntityTypeBuilder<BackupRun> builder)
    {
        builder.Property(e => e.File).HasMaxLength(500);
        builder.Property(e => e.Sha256).HasMaxLength(64);
        builder.Property(e => e.Note).HasMaxLength(500);
        builder.Property(e => e.TestNote).HasMaxLength(500);
        builder.HasIndex(e => e.StartedAt);
    }
}
