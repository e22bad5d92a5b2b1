using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Staff;

/// <summary>A person who works at a site. No identity number, phone or address.</summary>
[Label("人员")]
internal sealed class StaffMember : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    /// <summary>Staff number, unique inside the site.</summary>
    [Label("工号")]
    public required string Number { get; init; }

    [Label("姓名")]
    public required string Name { get; set; }

    /// <summary>Chinese name of the post.</summary>
    [Label("岗位")]
    public string Post { get; set; } = "";

    /// <summary>True: <see cref="Post"/> follows the assignments to posts and is not edited here.</summary>
    [Label("岗位随任职")]
    public bool PostAssigned { get; set; }

    [Label("在岗")]
    public bool Active { get; set; } = true;

    public Guid Version { get; set; }
}

/// <summary>A village somebody looks after from a day to a day, both inclusive. The past is closed, never changed.</summary>
[Label("联系村")]
internal sealed class VillageLink : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    public Guid StaffId { get; init; }

    public Guid VillageId { get; init; }

    /// <summary>False: assistant.</summary>
    [Label("主要联系人")]
    public bool IsMain { get; init; } = true;

    public DateOnly From { get; init; } = OpenEnd.Ever;

    public DateOnly To { get; set; } = OpenEnd.Never;
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
        builder.HasIndex(e => new { e.StaffId, e.VillageId, e.From }).IsUnique();
        builder.HasIndex(e => e.SiteId);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(e => e.StaffId);
        builder.HasOne<Divisions.Village>().WithMany().HasForeignKey(e => e.VillageId).OnDelete(DeleteBehavior.Restrict);
    }
}
