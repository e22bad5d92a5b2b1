using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Statistics.Domain;

namespace Platform.Statistics.Data;

internal sealed class LedgerConfiguration : IEntityTypeConfiguration<Household>, IEntityTypeConfiguration<Resident>, IEntityTypeConfiguration<PopulationEvent>
{
    public void Configure(EntityTypeBuilder<Household> builder)
    {
        builder.Property(e => e.Number).HasMaxLength(30);
        builder.Property(e => e.GroupName).HasMaxLength(30);
        builder.HasIndex(e => new { e.SiteId, e.VillageId, e.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Resident> builder)
    {
        builder.Property(e => e.Name).HasMaxLength(50);
        builder.Property(e => e.Initials).HasMaxLength(50);
        builder.HasIndex(e => new { e.SiteId, e.VillageId });
        builder.HasIndex(e => new { e.Name, e.SiteId });
        builder.HasIndex(e => new { e.Initials, e.SiteId });
        builder.HasIndex(e => e.IdentityNumberIndex);
        builder.HasIndex(e => new { e.NumberDisagrees, e.SiteId });
        builder.HasIndex(e => new { e.SiteId, e.BirthDate });
        builder.HasIndex(e => e.HouseholdId);
    }

    public void Configure(EntityTypeBuilder<PopulationEvent> builder)
    {
        builder.Property(e => e.EnteredByName).HasMaxLength(50);
        builder.HasIndex(e => new { e.SiteId, e.OccurredOn });
        builder.HasIndex(e => e.ResidentId);
        builder.HasOne<Resident>().WithMany().HasForeignKey(e => e.ResidentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class IntakeConfiguration : IEntityTypeConfiguration<Intake>, IEntityTypeConfiguration<IntakeRow>
{
    public void Configure(EntityTypeBuilder<Intake> builder)
    {
        builder.Property(e => e.Sha256).HasMaxLength(64);
        builder.Property(e => e.ReceivedByName).HasMaxLength(50);
        builder.HasIndex(e => new { e.SiteId, e.ReceivedOn });
        builder.HasIndex(e => new { e.SiteId, e.Source, e.Sha256 }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<IntakeRow> builder)
    {
        builder.Property(e => e.Hash).HasMaxLength(32);
        builder.Property(e => e.Name).HasMaxLength(50);
        builder.Property(e => e.Initials).HasMaxLength(50);
        builder.Property(e => e.SettledByName).HasMaxLength(50);
        builder.HasIndex(e => new { e.SiteId, e.Hash }).IsUnique();
        builder.HasIndex(e => new { e.IntakeId, e.State });
        builder.HasIndex(e => new { e.State, e.SiteId });
        builder.HasOne<Intake>().WithMany().HasForeignKey(e => e.IntakeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ReportConfiguration
    : IEntityTypeConfiguration<ReportForm>, IEntityTypeConfiguration<ReportItem>, IEntityTypeConfiguration<ReportRule>, IEntityTypeConfiguration<MonthlyReport>, IEntityTypeConfiguration<ReportFigure>
{
    public void Configure(EntityTypeBuilder<ReportForm> builder)
    {
        builder.Property(e => e.Name).HasMaxLength(100);
        builder.HasIndex(e => new { e.DivisionId, e.ValidFrom }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ReportItem> builder)
    {
        builder.Property(e => e.Code).HasMaxLength(20);
        builder.Property(e => e.Unit).HasMaxLength(10);
        builder.Property(e => e.Formula).HasMaxLength(500);
        builder.HasIndex(e => new { e.FormId, e.Code }).IsUnique();
        builder.HasOne<ReportForm>().WithMany().HasForeignKey(e => e.FormId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ReportRule> builder)
    {
        builder.Property(e => e.Code).HasMaxLength(20);
        builder.Property(e => e.Formula).HasMaxLength(500);
        builder.HasIndex(e => new { e.FormId, e.Code }).IsUnique();
        builder.HasOne<ReportForm>().WithMany().HasForeignKey(e => e.FormId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<MonthlyReport> builder)
    {
        builder.Property(e => e.Analysis).HasMaxLength(4000);
        builder.Property(e => e.Explanation).HasMaxLength(2000);
        builder.HasIndex(e => new { e.SiteId, e.Month, e.Revision }).IsUnique();
        builder.HasIndex(e => e.Month);
        builder.HasOne<ReportForm>().WithMany().HasForeignKey(e => e.FormId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ReportFigure> builder)
    {
        builder.Property(e => e.Code).HasMaxLength(20);
        builder.HasIndex(e => new { e.ReportId, e.Code });
        builder.HasOne<MonthlyReport>().WithMany().HasForeignKey(e => e.ReportId).OnDelete(DeleteBehavior.Cascade);
    }
}
