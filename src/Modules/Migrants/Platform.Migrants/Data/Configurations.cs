using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Migrants.Domain;

namespace Platform.Migrants.Data;

internal sealed class RegisterConfiguration : IEntityTypeConfiguration<MigrantRecord>, IEntityTypeConfiguration<MigrantMatch>, IEntityTypeConfiguration<RegisterCheck>, IEntityTypeConfiguration<MigrantReport>
{
    public void Configure(EntityTypeBuilder<MigrantRecord> builder)
    {
        builder.Property(e => e.Name).HasMaxLength(50);
        builder.Property(e => e.Number).HasMaxLength(30);
        builder.HasIndex(e => new { e.SiteId, e.Number }).IsUnique();
        builder.HasIndex(e => new { e.SiteId, e.VillageId, e.State });
        builder.HasIndex(e => e.IdentityNumberIndex);
        builder.HasIndex(e => e.PhoneIndex);
    }

    public void Configure(EntityTypeBuilder<MigrantMatch> builder)
    {
        builder.HasIndex(e => new { e.DepartureId, e.ArrivalId }).IsUnique();
        builder.HasIndex(e => new { e.SiteId, e.State });
        builder.HasIndex(e => new { e.OtherSiteId, e.State });
    }

    public void Configure(EntityTypeBuilder<RegisterCheck> builder)
    {
        builder.Property(e => e.Note).HasMaxLength(500);
        builder.HasIndex(e => new { e.SiteId, e.VillageId, e.Quarter }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<MigrantReport> builder)
    {
        builder.Property(e => e.Analysis).HasMaxLength(2000);
        builder.HasIndex(e => new { e.SiteId, e.Month }).IsUnique();
    }
}

internal sealed class InquiryConfiguration : IEntityTypeConfiguration<Inquiry>, IEntityTypeConfiguration<Handover>, IEntityTypeConfiguration<BureauAct>
{
    public void Configure(EntityTypeBuilder<Inquiry> builder)
    {
        builder.Property(e => e.SubjectName).HasMaxLength(50);
        builder.Property(e => e.Number).HasMaxLength(40);
        builder.Property(e => e.ConsentReference).HasMaxLength(100);
        builder.Property(e => e.Question).HasMaxLength(500);
        builder.Property(e => e.Remarks).HasMaxLength(500);
        builder.HasIndex(e => new { e.SiteId, e.State, e.DraftedOn });
        builder.HasIndex(e => new { e.OtherSiteId, e.State, e.TargetOn });
        builder.HasIndex(e => new { e.State, e.Tracked });
        builder.HasIndex(e => e.HandoverId);
    }

    public void Configure(EntityTypeBuilder<Handover> builder) => builder.HasIndex(e => new { e.SiteId, e.Month });

    public void Configure(EntityTypeBuilder<BureauAct> builder)
    {
        builder.Property(e => e.Note).HasMaxLength(200);
        builder.HasIndex(e => new { e.SiteId, e.Kind, e.Day }).IsUnique();
    }
}

internal sealed class ExchangeConfiguration : IEntityTypeConfiguration<ExchangePartner>, IEntityTypeConfiguration<ExchangeKey>, IEntityTypeConfiguration<ExchangeFile>
{
    public void Configure(EntityTypeBuilder<ExchangePartner> builder)
    {
        builder.Property(e => e.Name).HasMaxLength(100);
        builder.Property(e => e.PublicKey).HasMaxLength(400);
        builder.HasIndex(e => new { e.SiteId, e.Name }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ExchangeKey> builder)
    {
        builder.Property(e => e.PublicKey).HasMaxLength(400);
        builder.HasIndex(e => e.SiteId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ExchangeFile> builder)
    {
        builder.Property(e => e.Hash).HasMaxLength(64);
        builder.HasIndex(e => new { e.SiteId, e.Direction, e.Hash });
    }
}
