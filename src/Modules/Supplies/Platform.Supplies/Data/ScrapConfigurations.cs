using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Data;

internal sealed class ScrapConfiguration : IEntityTypeConfiguration<ScrapApplication>, IEntityTypeConfiguration<ScrapLine>
{
    public void Configure(EntityTypeBuilder<ScrapApplication> builder)
    {
        builder.Property(e => e.Note).HasMaxLength(500);
        builder.Property(e => e.DecisionNote).HasMaxLength(500);
        builder.Property(e => e.DisposalNote).HasMaxLength(500);
        builder.HasIndex(e => new { e.SiteId, e.AppliedOn });
        builder.HasIndex(e => new { e.OtherSiteId, e.AppliedOn });
        builder.HasIndex(e => new { e.StoreId, e.State });
    }

    public void Configure(EntityTypeBuilder<ScrapLine> builder)
    {
        builder.Property(e => e.Found).HasMaxLength(200);
        builder.HasIndex(e => e.ScrapId);
        builder.HasIndex(e => e.BatchId);
        builder.HasIndex(e => e.SiteId);
        builder.HasIndex(e => e.OtherSiteId);
        builder.HasOne<ScrapApplication>().WithMany().HasForeignKey(e => e.ScrapId).OnDelete(DeleteBehavior.Restrict);
    }
}
