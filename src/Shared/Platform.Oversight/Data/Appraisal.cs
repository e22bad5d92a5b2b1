using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Oversight.Domain;

namespace Platform.Oversight.Data;

/// <summary>
/// How a division and all below it are scored, from a month on; the nearest division's newest scheme counts. A change never touches a month already closed:
/// each score keeps the weights it was made with.
/// </summary>
[Label("考评方案")]
internal sealed class AppraisalScheme : Entity
{
    public int DivisionId { get; init; }

    [Label("区划下限")]
    public int Lo { get; init; }

    [Label("区划上限")]
    public int Hi { get; init; }

    /// <summary>First day of the first month it counts for.</summary>
    [Label("生效月")]
    public DateOnly EffectiveFrom { get; init; }

    public required string Name { get; init; }

    /// <summary>Results are published without a person once day 10 of the next month has come.</summary>
    [Label("自动公布")]
    public bool Automatic { get; set; }
}

/// <summary>Target and weight of one indicator; an indicator without a line has those of its definition.</summary>
[Label("考评方案指标")]
internal sealed class SchemeLine : Entity
{
    [Label("方案")]
    public Guid SchemeId { get; init; }

    [Label("指标")]
    public required string IndicatorCode { get; init; }

    [Label("目标")]
    public decimal Target { get; init; }

    [Label("权重")]
    public decimal Weight { get; init; }
}

/// <summary>The result of one site or village in one month. Never changed: a revision stands beside it.</summary>
[NotTrailed]
internal sealed class Score : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    /// <summary>The village; empty for the site itself.</summary>
    public Guid UnitId { get; init; }

    public string UnitName { get; init; } = "";

    public DateOnly Month { get; init; }

    public int Revision { get; init; }

    public Guid RunId { get; init; }

    /// <summary>0..100; null when nothing could be measured.</summary>
    public decimal? Points { get; init; }

    public string SchemeName { get; init; } = "";

    public DateTimeOffset ComputedAt { get; init; }
}

/// <summary>One indicator of a score: everything needed to check it by hand.</summary>
[NotTrailed]
internal sealed class ScoreLine : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    public Guid ScoreId { get; init; }

    public required string IndicatorCode { get; init; }

    public LineState State { get; init; }

    public decimal Numerator { get; init; }

    public decimal Denominator { get; init; }

    public decimal Rate { get; init; }

    public decimal Target { get; init; }

    public decimal Weight { get; init; }

    public decimal EffectiveWeight { get; init; }

    public decimal Points { get; init; }

    /// <summary>Why it is left out; empty when it counts.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Page that shows the records behind it.</summary>
    public string Link { get; init; } = "";
}

internal sealed class AppraisalConfiguration :
    IEntityTypeConfiguration<AppraisalScheme>,
    IEntityTypeConfiguration<SchemeLine>,
    IEntityTypeConfiguration<Score>,
    IEntityTypeConfiguration<ScoreLine>
{
    public void Configure(EntityTypeBuilder<AppraisalScheme> builder) => builder.HasIndex(e => new { e.DivisionId, e.EffectiveFrom }).IsUnique();

    public void Configure(EntityTypeBuilder<SchemeLine> builder)
    {
        builder.Property(e => e.IndicatorCode).HasMaxLength(60);
        builder.HasIndex(e => new { e.SchemeId, e.IndicatorCode }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Score> builder)
    {
        builder.Property(e => e.UnitName).HasMaxLength(100);
        builder.HasIndex(e => new { e.Month, e.SiteId, e.Revision, e.UnitId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ScoreLine> builder)
    {
        builder.Property(e => e.IndicatorCode).HasMaxLength(60);
        builder.Property(e => e.Reason).HasMaxLength(500);
        builder.Property(e => e.Link).HasMaxLength(300);
        builder.HasIndex(e => new { e.ScoreId, e.IndicatorCode }).IsUnique();
    }
}
