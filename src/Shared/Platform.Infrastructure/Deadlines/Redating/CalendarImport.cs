using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Deadlines.Redating;

/// <summary>Waiting: its deadlines are to be looked through (again). Redating: a plan is being worked off. Finished: nothing is left.</summary>
internal enum RedatingStage { Waiting, Redating, Finished }

/// <summary>
/// One import of schedules, and how far the deadlines that depend on it have been computed anew. Written in the import's own transaction,
/// so an import whose recomputation was cut short is known and taken up again.
/// </summary>
[NotTrailed]
internal sealed class CalendarImport : Entity
{
    public DateTimeOffset At { get; init; }

    public required string ByName { get; init; }

    public required string FileName { get; init; }

    /// <summary>The years replaced, for example 2027 or 2026、2027.</summary>
    public required string Years { get; init; }

    /// <summary>First day of the first year replaced.</summary>
    public DateOnly FirstDay { get; init; }

    /// <summary>Last day of the last year replaced.</summary>
    public DateOnly LastDay { get; init; }

    public int Days { get; init; }

    public RedatingStage Stage { get; set; }

    /// <summary>Number of the plan under way; counts up.</summary>
    public int Pass { get; set; }

    /// <summary>Deadlines up to this id are done in this pass.</summary>
    public Guid Cursor { get; set; }

    /// <summary>Deadlines that were to be changed when it was imported.</summary>
    public int Affected { get; set; }

    /// <summary>Deadlines changed so far; those tracked meanwhile with the older calendar come on top.</summary>
    public int Redated { get; set; }
}

/// <summary>
/// One line of a plan: all open deadlines of this rule and start that stand at the old day get the new one. Thousands of lines for a
/// million deadlines.
/// </summary>
[NotTrailed]
internal sealed class DeadlineRedating
{
    public Guid ImportId { get; init; }

    public required string RuleCode { get; init; }

    public DateOnly Start { get; init; }

    public int ExtensionDays { get; init; }

    public DateOnly OldDue { get; init; }

    public bool OldProvisional { get; init; }

    public DateOnly NewDue { get; init; }

    public bool NewProvisional { get; init; }
}

internal sealed class RedatingConfiguration : IEntityTypeConfiguration<CalendarImport>, IEntityTypeConfiguration<DeadlineRedating>
{
    public void Configure(EntityTypeBuilder<CalendarImport> builder)
    {
        builder.Property(e => e.ByName).HasMaxLength(100);
        builder.Property(e => e.Years).HasMaxLength(300);
        builder.HasIndex(e => e.Stage);
        builder.HasIndex(e => e.At);
    }

    public void Configure(EntityTypeBuilder<DeadlineRedating> builder)
    {
        builder.Property(e => e.RuleCode).HasMaxLength(60);
        builder.HasKey(e => new { e.ImportId, e.RuleCode, e.Start, e.ExtensionDays, e.OldDue, e.OldProvisional });
    }
}
