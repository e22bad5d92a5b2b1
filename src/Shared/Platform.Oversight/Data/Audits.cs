using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Contributions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Oversight.Data;

/// <summary>What one check found at one site in one month. "Could not be computed" is a result of its own, never zero.</summary>
[NotTrailed]
internal sealed class AuditResult : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    public required string CheckCode { get; init; }

    public DateOnly Month { get; init; }

    public int Revision { get; init; }

    public Guid RunId { get; init; }

    public bool Computed { get; init; }

    public int Examined { get; init; }

    public int Found { get; init; }

    /// <summary>Why it could not be computed; empty when it could.</summary>
    public string Error { get; init; } = "";
}

internal enum FindingState { Open, Corrected, Closed }

/// <summary>A fault an audit found. Corrected by one person, re-checked by another.</summary>
[Label("稽核问题")]
internal sealed class Finding : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    public Guid UnitId { get; init; }

    [Label("稽核项目")]
    public required string CheckCode { get; init; }

    public DateOnly Month { get; init; }

    /// <summary>Stable inside (check, site, month).</summary>
    [Label("问题标识")]
    public required string Key { get; init; }

    [Label("程度")]
    public FindingSeverity Severity { get; init; }

    public required string Title { get; init; }

    public string Detail { get; init; } = "";

    public string Link { get; init; } = "";

    [Label("发现日")]
    public DateOnly FoundOn { get; init; }

    public FindingState State { get; set; }

    /// <summary>Account that corrected it last.</summary>
    [Label("整改人")]
    public Guid CorrectedById { get; set; }

    [Label("退回次数")]
    public int Returned { get; set; }

    public Guid Version { get; set; }
}

internal enum FindingAct { Found, Corrected, Closed, Returned }

/// <summary>One line of a finding's history. Append-only.</summary>
[Label("稽核问题办理")]
internal sealed class FindingEvent : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("稽核问题")]
    public Guid FindingId { get; init; }

    [Label("环节")]
    public FindingAct Act { get; init; }

    public DateTimeOffset At { get; init; }

    [Label("办理人")]
    public string ByName { get; init; } = "";

    public string Note { get; init; } = "";
}

internal sealed class AuditsConfiguration :
    IEntityTypeConfiguration<AuditResult>,
    IEntityTypeConfiguration<Finding>,
    IEntityTypeConfiguration<FindingEvent>
{
    public void Configure(EntityTypeBuilder<AuditResult> builder)
    {
        builder.Property(e => e.CheckCode).HasMaxLength(60);
        builder.Property(e => e.Error).HasMaxLength(1000);
        builder.HasIndex(e => new { e.Month, e.SiteId, e.Revision, e.CheckCode }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Finding> builder)
    {
        builder.Property(e => e.CheckCode).HasMaxLength(60);
        builder.Property(e => e.Key).HasMaxLength(120);
        builder.Property(e => e.Detail).HasMaxLength(2000);
        builder.Property(e => e.Link).HasMaxLength(300);
        builder.HasIndex(e => new { e.Month, e.SiteId, e.CheckCode, e.Key }).IsUnique();
        builder.HasIndex(e => new { e.SiteId, e.State });
    }

    public void Configure(EntityTypeBuilder<FindingEvent> builder)
    {
        builder.Property(e => e.ByName).HasMaxLength(100);
        builder.Property(e => e.Note).HasMaxLength(500);
        builder.HasIndex(e => e.FindingId);
    }
}
