using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Data;

internal sealed class DispatchConfiguration : IEntityTypeConfiguration<Dispatch>, IEntityTypeConfiguration<DispatchLine>
{
    public void Configure(EntityTypeBuilder<Dispatch> builder)
    {
        builder.Property(e => e.Note).HasMaxLength(500);
        builder.Property(e => e.ClosingNote).HasMaxLength(500);
        builder.HasIndex(e => new { e.SiteId, e.SentOn });
        builder.HasIndex(e => new { e.OtherSiteId, e.SentOn });
        builder.HasIndex(e => new { e.State, e.SentOn });
        builder.HasIndex(e => e.DemandId);
        builder.HasIndex(e => new { e.ToStoreId, e.State });
    }

    public void Configure(EntityTypeBuilder<DispatchLine> builder)
    {
        builder.HasIndex(e => e.DispatchId);
        builder.HasIndex(e => e.SiteId);
        builder.HasIndex(e => e.OtherSiteId);
        builder.HasOne<Dispatch>().WithMany().HasForeignKey(e => e.DispatchId).OnDelete(DeleteBehavior.Restrict);
    }
}
