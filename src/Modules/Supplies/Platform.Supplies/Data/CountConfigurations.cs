using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Data;

internal sealed class CountConfiguration : IEntityTypeConfiguration<StockCount>, IEntityTypeConfiguration<StockCountLine>, IEntityTypeConfiguration<StockCountSave>
{
    public void Configure(EntityTypeBuilder<StockCount> builder)
    {
        builder.Property(e => e.VoidReason).HasMaxLength(200);
        builder.HasIndex(e => new { e.StoreId, e.Quarter });
        builder.HasIndex(e => new { e.SiteId, e.Quarter });
        builder.HasOne<Store>().WithMany().HasForeignKey(e => e.StoreId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<StockCountLine> builder)
    {
        builder.Property(e => e.Words).HasMaxLength(200);
        builder.HasIndex(e => new { e.CountId, e.AccountId }).IsUnique();
        builder.HasIndex(e => e.AccountId);
        builder.HasIndex(e => e.SiteId);
        builder.HasOne<StockCount>().WithMany().HasForeignKey(e => e.CountId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<StockCountSave> builder)
    {
        builder.HasIndex(e => e.CountId);
        builder.HasIndex(e => e.SiteId);
    }
}
