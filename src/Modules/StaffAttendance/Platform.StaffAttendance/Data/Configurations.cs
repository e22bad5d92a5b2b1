using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Data;

internal sealed class ClockInConfiguration : IEntityTypeConfiguration<ClockIn>
{
    public void Configure(EntityTypeBuilder<ClockIn> builder)
    {
        // Millions of rows: the natural key spares a second key and its index.
        builder.HasKey(e => new { e.StaffId, e.Day, e.SecondOfDay });
        builder.Property(e => e.SecondOfDay).ValueGeneratedNever();
        builder.Property(e => e.Source).HasMaxLength(20);
        builder.HasIndex(e => new { e.SiteId, e.Day });
    }
}

internal sealed class WorkingHoursConfiguration : IEntityTypeConfiguration<WorkingHours>
{
    public void Configure(EntityTypeBuilder<WorkingHours> builder)
    {
        builder.HasIndex(e => new { e.StaffId, e.EffectiveFrom }).IsUnique();
        builder.HasIndex(e => e.SiteId);
    }
}

internal sealed class IncidentConfiguration : IEntityTypeConfiguration<Incident>
{
    public void Configure(EntityTypeBuilder<Incident> builder)
    {
        builder.Property(e => e.Note).HasMaxLength(500);
        builder.Property(e => e.ObjectionAnswer).HasMaxLength(500);
        builder.Ignore(e => e.IsDecided);
        builder.Ignore(e => e.Counts);
        builder.HasIndex(e => new { e.StaffId, e.Day, e.Kind }).IsUnique();
        builder.HasIndex(e => new { e.SiteId, e.Day });
        builder.HasIndex(e => new { e.SiteId, e.LimitOn });
    }
}

internal sealed class MonthlySheetConfiguration : IEntityTypeConfiguration<MonthlySheet>, IEntityTypeConfiguration<MonthlySheetLine>
{
    public void Configure(EntityTypeBuilder<MonthlySheet> builder)
    {
        builder.Property(e => e.WithdrawnReason).HasMaxLength(500);
        builder.Ignore(e => e.EvidenceRef);
        builder.Property(e => e.RevisionReason).HasMaxLength(500);
        builder.HasIndex(e => new { e.SiteId, e.Month, e.Revision }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<MonthlySheetLine> builder)
    {
        builder.HasIndex(e => new { e.SheetId, e.StaffId }).IsUnique();
        builder.HasIndex(e => e.SiteId);
        builder.HasOne<MonthlySheet>().WithMany().HasForeignKey(e => e.SheetId);
    }
}

internal sealed class AttendanceSettingConfiguration : IEntityTypeConfiguration<AttendanceSetting>
{
    public void Configure(EntityTypeBuilder<AttendanceSetting> builder) => builder.HasIndex(e => e.SiteId).IsUnique();
}

internal sealed class DeviceProfileConfiguration : IEntityTypeConfiguration<DeviceProfile>
{
    public void Configure(EntityTypeBuilder<DeviceProfile> builder) => builder.HasIndex(e => new { e.SiteId, e.Name }).IsUnique();
}

internal sealed class ClockInCorrectionConfiguration : IEntityTypeConfiguration<ClockInCorrection>
{
    public void Configure(EntityTypeBuilder<ClockInCorrection> builder)
    {
        builder.HasIndex(e => new { e.StaffId, e.Day });
        builder.HasIndex(e => new { e.SiteId, e.MadeOn });
    }
}

internal sealed class FieldTripConfiguration : IEntityTypeConfiguration<FieldTrip>
{
    public void Configure(EntityTypeBuilder<FieldTrip> builder)
    {
        builder.HasIndex(e => new { e.StaffId, e.RequestKey }).IsUnique();
        builder.HasIndex(e => new { e.StaffId, e.Day });
        builder.HasIndex(e => new { e.SiteId, e.Day });
    }
}

internal sealed class IncidentReportConfiguration : IEntityTypeConfiguration<IncidentReport>
{
    public void Configure(EntityTypeBuilder<IncidentReport> builder)
    {
        builder.Property(e => e.Text).HasMaxLength(4000);
        builder.HasIndex(e => new { e.StaffId, e.Year }).IsUnique();
        builder.HasIndex(e => new { e.SiteId, e.DraftedOn });
    }
}
