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

/// <summary>A fault an audit or an inspection found. Corrected by one person, its owner as a rule, and re-checked by another.</summary>
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

    /// <summary>Who of the staff has to put it right; empty: nobody is named yet.</summary>
    [Label("整改责任人")]
    public Guid OwnerStaffId { get; set; }

    [Label("责任人姓名")]
    public string OwnerName { get; set; } = "";

    /// <summary>Null: found before findings had a due day.</summary>
    [Label("整改期限")]
    public DateOnly? DueOn { get; set; }

    /// <summary>The director has set the day; otherwise it follows severity and working-day calendar.</summary>
    [Label("期限由主任确定")]
    public bool DueByHand { get; set; }

    /// <summary>Account that corrected it last.</summary>
    [Label("整改人")]
    public Guid CorrectedById { get; set; }

    [Label("退回次数")]
    public int Returned { get; set; }

    public Guid Version { get; set; }
}

/// <summary>One of the records a finding is about, beside the page of its link.</summary>
[NotTrailed]
internal sealed class FindingRecord : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    public Guid FindingId { get; init; }

    public int Position { get; init; }

    public required string Text { get; init; }

    public string Link { get; init; } = "";
}

internal enum FindingAct { Found, Corrected, Closed, Returned, Assigned, Revoked }

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
    IEntityTypeConfiguration<FindingRecord>,
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
        builder.Property(e => e.OwnerName).HasMaxLength(100);
        builder.HasIndex(e => new { e.SiteId, e.State, e.DueOn });
    }

    public void Configure(EntityTypeBuilder<FindingRecord> builder)
    {
        builder.Property(e => e.Link).HasMaxLength(300);
        builder.HasIndex(e => e.FindingId);
    }

    public void Configure(EntityTypeBuilder<FindingEvent> builder)
    {
        builder.Property(e => e.ByName).HasMaxLength(100);
        builder.Property(e => e.Note).HasMaxLength(500);
        builder.HasIndex(e => e.FindingId);
    }
}
