using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Security.Backups;

/// <summary>Made by the daily job, by a person or the command line, or by the database's own tools and only recorded here.</summary>
internal enum BackupSource { Scheduled, Manual, External }

/// <summary>One backup of the whole database (P3-STREETSUPPLY-05b) and the last test whether it can be restored.</summary>
internal sealed class BackupRun : Entity, IVersioned
{
    public BackupSource Source { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset EndedAt { get; init; }

    public bool Succeeded { get; init; }

    /// <summary>Full path on the server, or what the person recorded.</summary>
    public string File { get; init; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>Lower-case hex; empty when not known.</summary>
    public string Sha256 { get; init; } = "";

    public string Note { get; init; } = "";

    public string ByName { get; init; } = "";

    /// <summary>When it was last opened and checked; null: never.</summary>
    public DateTimeOffset? TestedAt { get; set; }

    public bool TestSucceeded { get; set; }

    /// <summary>What the test saw: tables and rows, or the fault.</summary>
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
