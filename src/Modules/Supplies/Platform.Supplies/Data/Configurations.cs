using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Infrastructure.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Data;

internal sealed class CatalogueConfiguration : IEntityTypeConfiguration<Product>, IEntityTypeConfiguration<ProductPack>, IEntityTypeConfiguration<Batch>
{
    public void Configure(EntityTypeBuilder<Product> builder)
    {
        builder.Property(e => e.Code).HasMaxLength(30);
        builder.Property(e => e.Unit).HasMaxLength(10);
        builder.Property(e => e.Gtin).HasMaxLength(14);
        builder.Ignore(e => e.Text);
        builder.HasIndex(e => new { e.DivisionId, e.Code }).IsUnique();
        builder.HasIndex(e => e.Gtin);
    }

    public void Configure(EntityTypeBuilder<ProductPack> builder)
    {
        builder.Property(e => e.Name).HasMaxLength(10);
        builder.HasIndex(e => new { e.ProductId, e.Name }).IsUnique();
        builder.HasOne<Product>().WithMany().HasForeignKey(e => e.ProductId);
    }

    public void Configure(EntityTypeBuilder<Batch> builder)
    {
        builder.Property(e => e.Number).HasMaxLength(40);
        builder.HasIndex(e => new { e.ProductId, e.Number }).IsUnique();
        builder.HasOne<Product>().WithMany().HasForeignKey(e => e.ProductId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StoreConfiguration : IEntityTypeConfiguration<Store>
{
    public void Configure(EntityTypeBuilder<Store> builder)
    {
        builder.HasIndex(e => new { e.SiteId, e.Name }).IsUnique();
        builder.HasIndex(e => e.ParentId);
    }
}

internal sealed class LedgerConfiguration :
    IEntityTypeConfiguration<StockAccount>, IEntityTypeConfiguration<Posting>, IEntityTypeConfiguration<LedgerEntry>, IEntityTypeConfiguration<CountMark>
{
    public const string Book = "sup_LedgerEntry";

    public void Configure(EntityTypeBuilder<StockAccount> builder)
    {
        builder.HasIndex(e => new { e.StoreId, e.BatchId, e.Condition }).IsUnique();
        builder.HasIndex(e => new { e.SiteId, e.ProductId });
        builder.HasOne<Store>().WithMany().HasForeignKey(e => e.StoreId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Posting> builder)
    {
        builder.Property(e => e.Note).HasMaxLength(500);
        builder.HasIndex(e => new { e.StoreId, e.OccurredOn });
        builder.HasIndex(e => e.ReversesId);
        builder.HasIndex(e => e.SiteId);
    }

    public void Configure(EntityTypeBuilder<LedgerEntry> builder)
    {
        builder.ToTable(Book, table => table.HasTrigger(AppendOnly.TriggerOf(Book)));
        builder.HasIndex(e => new { e.AccountId, e.Sequence }).IsUnique();
        // Balances of days and the order of the page come from the index alone.
        builder.HasIndex(e => new { e.AccountId, e.OccurredOn, e.Sequence, e.Quantity });
        builder.HasIndex(e => e.PostingId);
        builder.HasIndex(e => new { e.SiteId, e.OccurredOn });
    }

    public void Configure(EntityTypeBuilder<CountMark> builder)
    {
        builder.HasIndex(e => new { e.AccountId, e.Day }).IsUnique();
        builder.HasIndex(e => new { e.SiteId, e.Day });
    }
}
