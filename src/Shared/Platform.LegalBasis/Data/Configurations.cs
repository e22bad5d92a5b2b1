using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.LegalBasis.Domain;

namespace Platform.LegalBasis.Data;

internal sealed class InstrumentConfiguration : IEntityTypeConfiguration<Instrument>
{
    public void Configure(EntityTypeBuilder<Instrument> builder)
    {
        builder.Property(e => e.Code).HasMaxLength(40);
        builder.Property(e => e.EndedBy).HasMaxLength(40);
        builder.Property(e => e.Summary).HasMaxLength(2000);
        builder.Property(e => e.Source).HasMaxLength(500);
        builder.Property(e => e.SourceUrl).HasMaxLength(500);
        builder.Property(e => e.Unseen).HasMaxLength(500);
        builder.HasIndex(e => e.Code).IsUnique();
        builder.HasIndex(e => e.EndedBy);
        builder.HasIndex(e => new { e.TerritoryLo, e.TerritoryHi });
    }
}

internal sealed class ProvisionConfiguration : IEntityTypeConfiguration<Provision>
{
    public void Configure(EntityTypeBuilder<Provision> builder)
    {
        builder.Property(e => e.Article).HasMaxLength(20);
        builder.Property(e => e.Paragraph).HasMaxLength(20);
        builder.Property(e => e.Text).HasMaxLength(1000);
        builder.Property(e => e.Acts).HasMaxLength(300);
        builder.Property(e => e.ActingLevels).HasMaxLength(60);
        builder.Property(e => e.SubjectCode).HasMaxLength(60);
        builder.Ignore(e => e.ActList);
        builder.HasOne<Instrument>().WithMany().HasForeignKey(e => e.InstrumentId);
        builder.HasIndex(e => new { e.InstrumentId, e.Article, e.Paragraph }).IsUnique();
        builder.HasIndex(e => e.SubjectCode);
    }
}

internal sealed class SubjectConfiguration : IEntityTypeConfiguration<Subject>, IEntityTypeConfiguration<SubjectRepeal>
{
    public void Configure(EntityTypeBuilder<Subject> builder)
    {
        builder.Property(e => e.Code).HasMaxLength(60);
        builder.Property(e => e.Name).HasMaxLength(100);
        builder.HasIndex(e => e.Code).IsUnique();
        builder.HasIndex(e => e.Name).IsUnique();
    }

    public void Configure(EntityTypeBuilder<SubjectRepeal> builder)
    {
        builder.Property(e => e.SubjectCode).HasMaxLength(60);
        builder.Property(e => e.Note).HasMaxLength(500);
        builder.HasOne<Instrument>().WithMany().HasForeignKey(e => e.InstrumentId);
        builder.HasIndex(e => new { e.SubjectCode, e.InstrumentId }).IsUnique();
    }
}

internal sealed class EntryHistoryConfiguration : IEntityTypeConfiguration<EntryHistory>
{
    public void Configure(EntityTypeBuilder<EntryHistory> builder)
    {
        builder.Property(e => e.Changes).HasMaxLength(4000);
        builder.Property(e => e.Before).HasMaxLength(8000);
        builder.Property(e => e.Reason).HasMaxLength(500);
        builder.HasIndex(e => new { e.InstrumentId, e.Edition });
    }
}
