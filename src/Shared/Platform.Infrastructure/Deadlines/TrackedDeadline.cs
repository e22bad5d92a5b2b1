using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Deadlines;

/// <summary>A time limit that runs for a record of a module.</summary>
[Label("期限")]
internal sealed class TrackedDeadline : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("所属记录")]
    public required string RecordRef { get; init; }

    [Label("期限规则")]
    public required string RuleCode { get; init; }

    /// <summary>Day of the event.</summary>
    [Label("起算日")]
    public DateOnly Start { get; set; }

    [Label("延长日数")]
    public int ExtensionDays { get; set; }

    [Label("到期日")]
    public DateOnly Due { get; set; }

    [Label("暂定")]
    public bool Provisional { get; set; }

    public DeadlineState State { get; set; }

    [Label("办结日")]
    public DateOnly? SettledOn { get; set; }

    public required string Title { get; set; }

    public string Link { get; set; } = "";

    /// <summary>Number of its <see cref="DeadlineChange"/> rows.</summary>
    [Label("重算次数")]
    public int Changes { get; set; }

    [Label("登记时间")]
    public DateTimeOffset TrackedAt { get; init; }
}

/// <summary>What a deadline was before: one row each time its due day or its certainty changed. Append-only.</summary>
[NotTrailed]
internal sealed class DeadlineChange : ISiteOwned
{
    public Guid DeadlineId { get; init; }

    /// <summary>1, 2, 3 ... for each deadline.</summary>
    public int Number { get; init; }

    public int SiteId { get; init; }

    public DateOnly OldDue { get; init; }

    public bool OldProvisional { get; init; }

    public DateOnly NewDue { get; init; }

    public bool NewProvisional { get; init; }

    public required string Reason { get; init; }

    public DateTimeOffset At { get; init; }

    public required string ByName { get; init; }
}

internal sealed class DeadlinesConfiguration : IEntityTypeConfiguration<TrackedDeadline>, IEntityTypeConfiguration<DeadlineChange>
{
    public void Configure(EntityTypeBuilder<TrackedDeadline> builder)
    {
        builder.Property(e => e.RecordRef).HasMaxLength(120);
        builder.Property(e => e.RuleCode).HasMaxLength(60);
        builder.Property(e => e.Link).HasMaxLength(300);
        builder.HasIndex(e => new { e.RecordRef, e.RuleCode }).IsUnique();
        builder.HasIndex(e => new { e.State, e.Due, e.SiteId });
        builder.HasIndex(e => new { e.SiteId, e.State, e.Due });
    }

    public void Configure(EntityTypeBuilder<DeadlineChange> builder)
    {
        builder.HasKey(e => new { e.DeadlineId, e.Number });
        builder.Property(e => e.ByName).HasMaxLength(100);
    }
}
