using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Data;

internal sealed class RosterConfiguration :
    IEntityTypeConfiguration<ShiftTemplate>, IEntityTypeConfiguration<DutyRoster>, IEntityTypeConfiguration<DutyShift>, IEntityTypeConfiguration<ShiftSwap>
{
    public void Configure(EntityTypeBuilder<ShiftTemplate> builder)
    {
        builder.Property(e => e.Name).HasMaxLength(20);
        builder.HasIndex(e => new { e.SiteId, e.Name }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<DutyRoster> builder)
    {
        builder.Property(e => e.WithdrawnReason).HasMaxLength(200);
        builder.HasIndex(e => new { e.SiteId, e.Month }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<DutyShift> builder)
    {
        builder.Property(e => e.Name).HasMaxLength(20);
        builder.Property(e => e.ChangeNote).HasMaxLength(300);
        builder.HasIndex(e => new { e.SiteId, e.Day });
        builder.HasIndex(e => new { e.RosterId, e.Day, e.TemplateId, e.StaffId }).IsUnique();
        builder.HasIndex(e => new { e.StaffId, e.Day });
        builder.HasOne<DutyRoster>().WithMany().HasForeignKey(e => e.RosterId);
    }

    public void Configure(EntityTypeBuilder<ShiftSwap> builder)
    {
        builder.Property(e => e.ShiftName).HasMaxLength(20);
        builder.Property(e => e.ReturnName).HasMaxLength(20);
        builder.Property(e => e.Reason).HasMaxLength(200);
        builder.Property(e => e.Answer).HasMaxLength(200);
        builder.HasIndex(e => new { e.SiteId, e.State });
        builder.HasIndex(e => e.ShiftId);
    }
}
