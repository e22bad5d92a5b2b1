using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Enforcement.Domain;

namespace Platform.Enforcement.Data;

internal sealed class CaseConfiguration
    : IEntityTypeConfiguration<EnforcementCase>, IEntityTypeConfiguration<CaseOfficer>, IEntityTypeConfiguration<CaseCondition>, IEntityTypeConfiguration<GrantedPower>
{
    public void Configure(EntityTypeBuilder<EnforcementCase> builder)
    {
        builder.Property(e => e.Summary).HasMaxLength(1000);
        builder.Property(e => e.NoticeText).HasMaxLength(4000);
        builder.Property(e => e.DefenceText).HasMaxLength(4000);
        builder.Property(e => e.DefenceAnswer).HasMaxLength(2000);
        builder.Property(e => e.HearingRecord).HasMaxLength(4000);
        builder.Property(e => e.ReviewText).HasMaxLength(2000);
        builder.Property(e => e.DecisionText).HasMaxLength(4000);
        builder.Property(e => e.RemedyText).HasMaxLength(500);
        builder.Property(e => e.HandOverReason).HasMaxLength(1000);
        builder.Property(e => e.DropReason).HasMaxLength(500);
        builder.HasIndex(e => new { e.SiteId, e.Year, e.Number }).IsUnique();
        builder.HasIndex(e => new { e.SiteId, e.State });
    }

    public void Configure(EntityTypeBuilder<CaseOfficer> builder)
    {
        builder.HasIndex(e => e.SiteId);
        builder.HasIndex(e => new { e.CaseId, e.StaffId }).IsUnique();
        builder.HasIndex(e => e.StaffId);
        builder.HasOne<EnforcementCase>().WithMany().HasForeignKey(e => e.CaseId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<CaseCondition> builder)
    {
        builder.HasIndex(e => e.SiteId);
        builder.HasIndex(e => new { e.CaseId, e.Condition }).IsUnique();
        builder.HasOne<EnforcementCase>().WithMany().HasForeignKey(e => e.CaseId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<GrantedPower> builder) => builder.HasIndex(e => new { e.SiteId, e.Kind, e.From });
}

internal sealed class EvidenceConfiguration : IEntityTypeConfiguration<CaseEvidence>, IEntityTypeConfiguration<CustodyMove>, IEntityTypeConfiguration<InquiryRecord>
{
    public void Configure(EntityTypeBuilder<CaseEvidence> builder)
    {
        builder.Property(e => e.Origin).HasMaxLength(500);
        builder.Property(e => e.ExcludedReason).HasMaxLength(500);
        builder.Property(e => e.Sha256).HasMaxLength(64);
        builder.HasIndex(e => e.SiteId);
        builder.HasIndex(e => new { e.CaseId, e.Number }).IsUnique();
        builder.HasOne<EnforcementCase>().WithMany().HasForeignKey(e => e.CaseId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<CustodyMove> builder)
    {
        builder.HasIndex(e => e.SiteId);
        builder.HasIndex(e => new { e.EvidenceId, e.Step }).IsUnique();
        builder.HasOne<CaseEvidence>().WithMany().HasForeignKey(e => e.EvidenceId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<InquiryRecord> builder)
    {
        builder.Property(e => e.Text).HasMaxLength(4000);
        builder.HasIndex(e => e.SiteId);
        builder.HasIndex(e => new { e.CaseId, e.Number }).IsUnique();
        builder.HasOne<EnforcementCase>().WithMany().HasForeignKey(e => e.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PetitionConfiguration : IEntityTypeConfiguration<Petition>
{
    public void Configure(EntityTypeBuilder<Petition> builder)
    {
        builder.Property(e => e.Content).HasMaxLength(2000);
        builder.Property(e => e.Opinion).HasMaxLength(2000);
        builder.Property(e => e.ReviewText).HasMaxLength(2000);
        builder.Property(e => e.RecheckText).HasMaxLength(2000);
        builder.HasIndex(e => new { e.SiteId, e.Year, e.Number }).IsUnique();
        builder.HasIndex(e => new { e.SiteId, e.State });
    }
}
