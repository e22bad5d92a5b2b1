using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Data;

internal sealed class DemandConfiguration : IEntityTypeConfiguration<Demand>, IEntityTypeConfiguration<DemandLine>
{
    public void Configure(EntityTypeBuilder<Demand> builder)
    {
        builder.Property(e => e.Note).HasMaxLength(500);
        builder.Property(e => e.DecisionNote).HasMaxLength(500);
        builder.Property(e => e.ClosingNote).HasMaxLength(500);
        builder.HasIndex(e => new { e.StoreId, e.Period });
        builder.HasIndex(e => new { e.SiteId, e.SubmittedAt });
        builder.HasIndex(e => new { e.OtherSiteId, e.State, e.SubmittedAt });
    }

    public void Configure(EntityTypeBuilder<DemandLine> builder)
    {
        builder.HasIndex(e => new { e.DemandId, e.ProductId }).IsUnique();
        builder.HasIndex(e => e.SiteId);
        builder.HasIndex(e => e.OtherSiteId);
        builder.HasOne<Demand>().WithMany().HasForeignKey(e => e.DemandId).OnDelete(DeleteBehavior.Restrict);
    }
}
