using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Organisation.Data;

/// <summary>Somebody stands in for an absent person, for all or for one post, from a day to a day (代理).</summary>
[Label("代理")]
internal sealed class StandIn : Entity, ISiteOwned, IVersioned, IDated
{
    public int SiteId { get; init; }

    [Label("被代理人")]
    public Guid AbsentStaffId { get; init; }

    [Label("代理人")]
    public Guid StandInStaffId { get; init; }

    /// <summary>Empty: for everything.</summary>
    [Label("岗位")]
    public Guid PostId { get; init; }

    public DateOnly From { get; init; }

    /// <summary>Last day; the day before <see cref="From"/> when it was taken back before it began.</summary>
    public DateOnly To { get; set; }

    /// <summary>Last day as it was first agreed.</summary>
    [Label("原定截止日")]
    public DateOnly PlannedTo { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>Why it ended before <see cref="PlannedTo"/>; empty when it did not.</summary>
    [Label("提前结束原因")]
    public string EndReason { get; set; } = "";

    [Label("登记人")]
    public string RecordedBy { get; init; } = "";

    public Guid Version { get; set; }
}

internal sealed class StandInsConfiguration : IEntityTypeConfiguration<StandIn>
{
    public void Configure(EntityTypeBuilder<StandIn> builder)
    {
        builder.Property(e => e.RecordedBy).HasMaxLength(100);
        builder.HasIndex(e => new { e.StandInStaffId, e.To });
        builder.HasIndex(e => new { e.AbsentStaffId, e.To });
        builder.HasIndex(e => e.SiteId);
    }
}
