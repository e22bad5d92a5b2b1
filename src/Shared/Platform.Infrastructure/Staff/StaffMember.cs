using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Staff;

/// <summary>A person who works at a site. No identity number, phone or address.</summary>
internal sealed class StaffMember : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    /// <summary>Staff number, unique inside the site.</summary>
    public required string Number { get; init; }

    public required string Name { get; set; }

    /// <summary>Chinese name of the post.</summary>
    public string Post { get; set; } = "";

    public bool Active { get; set; } = true;

    public Guid Version { get; set; }
}

/// <summary>A village somebody looks after.</summary>
internal sealed class VillageLink : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    public Guid StaffId { get; init; }

    public Guid VillageId { get; init; }

    /// <summary>False: assistant.</summary>
    public bool IsMain { get; set; } = true;
}

internal sealed class StaffMemberConfiguration : IEntityTypeConfiguration<StaffMember>, IEntityTypeConfiguration<VillageLink>
{
    public void Configure(EntityTypeBuilder<StaffMember> builder)
    {
        builder.Property(e => e.Number).HasMaxLength(30);
        builder.Property(e => e.Name).HasMaxLength(50);
        builder.Property(e => e.Post).HasMaxLength(50);
        builder.HasIndex(e => new { e.SiteId, e.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<VillageLink> builder)
    {
        builder.HasIndex(e => new { e.StaffId, e.VillageId }).IsUnique();
        builder.HasIndex(e => e.SiteId);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(e => e.StaffId);
        builder.HasOne<Divisions.Village>().WithMany().HasForeignKey(e => e.VillageId).OnDelete(DeleteBehavior.Restrict);
    }
}
