using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Data;

internal sealed class LeaveConfiguration : IEntityTypeConfiguration<LeaveRequest>, IEntityTypeConfiguration<LeaveStep>, IEntityTypeConfiguration<LeaveEvent>
{
    public void Configure(EntityTypeBuilder<LeaveRequest> builder)
    {
        builder.Ignore(e => e.Span);
        builder.Ignore(e => e.Stands);
        builder.Ignore(e => e.ProofMissing);
        builder.Ignore(e => e.TakesPapers);
        builder.Property(e => e.Reason).HasMaxLength(500);
        builder.Property(e => e.Letter).HasMaxLength(3000);
        builder.Property(e => e.AskedBy).HasMaxLength(100);
        builder.Property(e => e.CountyNumber).HasMaxLength(50);
        builder.Property(e => e.Closing).HasMaxLength(500);
        builder.HasIndex(e => new { e.StaffId, e.First });
        builder.HasIndex(e => new { e.SiteId, e.First });
        builder.HasIndex(e => new { e.SiteId, e.WaitsFor });
    }

    public void Configure(EntityTypeBuilder<LeaveStep> builder)
    {
        builder.Property(e => e.ByName).HasMaxLength(100);
        builder.Property(e => e.OnBehalf).HasMaxLength(300);
        builder.Property(e => e.Opinion).HasMaxLength(500);
        builder.HasIndex(e => new { e.RequestId, e.Round, e.Position }).IsUnique();
        builder.HasIndex(e => e.SiteId);
        builder.HasIndex(e => e.ByStaffId);
        builder.HasOne<LeaveRequest>().WithMany().HasForeignKey(e => e.RequestId);
    }

    public void Configure(EntityTypeBuilder<LeaveEvent> builder)
    {
        builder.Property(e => e.ByName).HasMaxLength(100);
        builder.Property(e => e.Act).HasMaxLength(200);
        builder.Property(e => e.Note).HasMaxLength(500);
        builder.HasIndex(e => e.RequestId);
        builder.HasIndex(e => e.SiteId);
        builder.HasOne<LeaveRequest>().WithMany().HasForeignKey(e => e.RequestId);
    }
}
