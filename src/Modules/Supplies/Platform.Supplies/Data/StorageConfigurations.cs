using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Data;

internal sealed class StorageConfiguration :
    IEntityTypeConfiguration<StorageZone>, IEntityTypeConfiguration<StorageReading>, IEntityTypeConfiguration<StorageIncident>, IEntityTypeConfiguration<SupplyRule>
{
    public void Configure(EntityTypeBuilder<StorageZone> builder)
    {
        builder.Property(e => e.Cabinet).HasMaxLength(30);
        builder.Property(e => e.Zone).HasMaxLength(30);
        builder.Property(e => e.Sign).HasMaxLength(100);
        builder.Property(e => e.CloseReason).HasMaxLength(200);
        builder.Ignore(e => e.Text);
        builder.HasIndex(e => e.StoreId);
        builder.HasIndex(e => e.SiteId);
        builder.HasOne<Store>().WithMany().HasForeignKey(e => e.StoreId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<StorageReading> builder)
    {
        builder.Property(e => e.Temperature).HasPrecision(5, 1);
        builder.Property(e => e.Humidity).HasPrecision(5, 1);
        builder.Property(e => e.Measure).HasMaxLength(300);
        builder.Property(e => e.StruckReason).HasMaxLength(200);
        builder.HasIndex(e => new { e.StoreId, e.Day });
        builder.HasIndex(e => new { e.SiteId, e.Day });
        builder.HasOne<Store>().WithMany().HasForeignKey(e => e.StoreId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<StorageIncident> builder)
    {
        builder.Property(e => e.What).HasMaxLength(1000);
        builder.Property(e => e.Measure).HasMaxLength(1000);
        builder.HasIndex(e => new { e.SiteId, e.Day });
        builder.HasIndex(e => e.StoreId);
        builder.HasOne<Store>().WithMany().HasForeignKey(e => e.StoreId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<SupplyRule> builder)
    {
        builder.Property(e => e.Title).HasMaxLength(200);
        builder.Property(e => e.Issuer).HasMaxLength(100);
        builder.Property(e => e.Number).HasMaxLength(60);
        builder.Property(e => e.ReplacedBy).HasMaxLength(200);
        builder.HasIndex(e => new { e.SiteId, e.InForceFrom });
    }
}
