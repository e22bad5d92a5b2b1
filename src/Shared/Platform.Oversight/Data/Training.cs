using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Oversight.Data;

/// <summary>
/// What somebody has learnt: a course (P3-WORKRULES-02), a study session, the induction of who takes up a post (P3-STREETSUPPLY-07c), or the training of the
/// community supplies managers that the office itself gives twice a year (P3-STREETSUPPLY-07b).
/// </summary>
internal enum TrainingKind { Training, Study, Induction, Supplies }

/// <summary>
/// A training that the office typed in: a course outside, an induction. What was held as a meeting stands on its sign-in sheet and is not typed again. A correction is a
/// new edition; what was withdrawn stays readable.
/// </summary>
[Label("培训记录")]
internal sealed class TrainingRecord : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("类别")]
    public TrainingKind Kind { get; set; }

    [Label("培训日期")]
    public DateOnly HeldOn { get; set; }

    [Label("主题")]
    public required string Topic { get; set; }

    [Label("学时")]
    public decimal Hours { get; set; }

    [Label("培训人")]
    public string Trainer { get; set; } = "";

    [Label("说明")]
    public string Note { get; set; } = "";

    [Label("登记人")]
    public string RecordedBy { get; init; } = "";

    [Label("登记日")]
    public DateOnly RecordedOn { get; init; }

    /// <summary>Counts corrections; part of the evidence reference.</summary>
    [Label("版次")]
    public int Edition { get; set; } = 1;

    [Label("已作废")]
    public bool Withdrawn { get; set; }

    /// <summary>Why it was corrected or withdrawn last.</summary>
    [Label("理由")]
    public string Reason { get; set; } = "";

    public Guid Version { get; set; }

    public string EvidenceRef => $"{Prefix}{Id}:{Edition}";

    public const string Prefix = "training:";
}

/// <summary>Somebody of the staff list who took part.</summary>
[Label("培训人员")]
internal sealed class TrainingPerson : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("培训记录")]
    public Guid RecordId { get; init; }

    public Guid StaffId { get; init; }

    public required string Name { get; init; }

    [Label("岗位")]
    public string Post { get; init; } = "";

    /// <summary>Taken off by a correction: the line stays and counts no more.</summary>
    [Label("已去掉")]
    public bool Dropped { get; set; }
}

internal sealed class TrainingConfiguration : IEntityTypeConfiguration<TrainingRecord>, IEntityTypeConfiguration<TrainingPerson>
{
    public void Configure(EntityTypeBuilder<TrainingRecord> builder)
    {
        builder.Property(e => e.Trainer).HasMaxLength(100);
        builder.Property(e => e.Note).HasMaxLength(1000);
        builder.Property(e => e.RecordedBy).HasMaxLength(100);
        builder.Property(e => e.Reason).HasMaxLength(500);
        builder.Ignore(e => e.EvidenceRef);
        builder.HasIndex(e => new { e.SiteId, e.HeldOn });
    }

    public void Configure(EntityTypeBuilder<TrainingPerson> builder)
    {
        builder.Property(e => e.Name).HasMaxLength(100);
        builder.HasIndex(e => new { e.RecordId, e.StaffId }).IsUnique();
        builder.HasIndex(e => new { e.SiteId, e.StaffId });
    }
}
