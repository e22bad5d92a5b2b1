using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Infrastructure.Data;

namespace Platform.Organisation.Data;

/// <summary>A body of a division: it keeps its identity while its name changes.</summary>
[Label("机构")]
internal sealed class Body : Entity, ISiteOwned, IVersioned, IDated
{
    public int SiteId { get; init; }

    public BodyKind Kind { get; init; }

    /// <summary>The village it belongs to; empty for a body of the division itself.</summary>
    public Guid VillageId { get; init; }

    public DateOnly From { get; init; }

    public DateOnly To { get; set; } = OpenEnd.Never;

    public Guid Version { get; set; }
}

/// <summary>How a body is called from a day to a day; the names of a body follow each other without a gap.</summary>
[Label("机构名称")]
internal sealed class BodyName : Entity, ISiteOwned, IDated
{
    public int SiteId { get; init; }

    [Label("机构")]
    public Guid BodyId { get; init; }

    public required string Name { get; init; }

    /// <summary>For running text, for example 卫健办.</summary>
    [Label("简称")]
    public required string ShortName { get; init; }

    public DateOnly From { get; init; }

    public DateOnly To { get; set; } = OpenEnd.Never;
}

internal sealed class BodiesConfiguration : IEntityTypeConfiguration<Body>, IEntityTypeConfiguration<BodyName>
{
    public void Configure(EntityTypeBuilder<Body> builder) => builder.HasIndex(e => new { e.SiteId, e.Kind });

    public void Configure(EntityTypeBuilder<BodyName> builder)
    {
        builder.Property(e => e.Name).HasMaxLength(100);
        builder.Property(e => e.ShortName).HasMaxLength(30);
        builder.HasIndex(e => new { e.BodyId, e.From }).IsUnique();
        builder.HasIndex(e => e.SiteId);
        builder.HasOne<Body>().WithMany().HasForeignKey(e => e.BodyId);
    }
}
