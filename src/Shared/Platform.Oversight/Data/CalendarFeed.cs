using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Oversight.Data;

/// <summary>The secret address under which somebody's calendar program reads the duties of a site. Of the secret only a hash is kept.</summary>
[Label("日历订阅")]
internal sealed class CalendarFeed : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("账号")]
    public Guid AccountId { get; init; }

    /// <summary>The person on the staff list, whose villages count; empty when there is none.</summary>
    [Label("人员")]
    public Guid StaffId { get; init; }

    /// <summary>Of an office, which sees all its duties; otherwise those of the person's own villages.</summary>
    [Label("全部职责")]
    public bool WholeOffice { get; init; }

    /// <summary>SHA-256 in lower-case hex; the secret has 260 bits of chance.</summary>
    [Sensitive]
    [Label("校验值")]
    public string TokenHash { get; init; } = "";

    [Label("开通时间")]
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null: it serves.</summary>
    [Label("停用时间")]
    public DateTimeOffset? RevokedAt { get; set; }
}

internal sealed class CalendarFeedConfiguration : IEntityTypeConfiguration<CalendarFeed>
{
    public void Configure(EntityTypeBuilder<CalendarFeed> builder)
    {
        builder.Property(e => e.TokenHash).HasMaxLength(64);
        builder.HasIndex(e => e.TokenHash).IsUnique();
        builder.HasIndex(e => e.AccountId);
    }
}
