using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Protection.Retention;

/// <summary>Another period than the rule's own.</summary>
[Label("留存期限")]
internal sealed class RetentionSetting : Entity, IVersioned
{
    [Label("规则")]
    public required string RuleCode { get; init; }

    [Label("天数")]
    public int Days { get; set; }

    public Guid Version { get; set; }
}

/// <summary>How many records a rule erased on a day.</summary>
[Label("清除数量")]
internal sealed class RetentionDay : Entity
{
    [Label("规则")]
    public required string RuleCode { get; init; }

    public DateOnly Day { get; init; }

    [Label("清除数量")]
    public int Erased { get; set; }
}

internal sealed class RetentionConfiguration : IEntityTypeConfiguration<RetentionSetting>, IEntityTypeConfiguration<RetentionDay>
{
    public void Configure(EntityTypeBuilder<RetentionSetting> builder)
    {
        builder.Property(e => e.RuleCode).HasMaxLength(60);
        builder.HasIndex(e => e.RuleCode).IsUnique();
    }

    public void Configure(EntityTypeBuilder<RetentionDay> builder)
    {
        builder.Property(e => e.RuleCode).HasMaxLength(60);
        builder.HasIndex(e => new { e.RuleCode, e.Day }).IsUnique();
    }
}
