using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.PopulationSchool.Domain;

namespace Platform.PopulationSchool.Data;

internal sealed class PlanConfiguration : IEntityTypeConfiguration<TeachingPlan>, IEntityTypeConfiguration<TeachingPlanLine>
{
    public void Configure(EntityTypeBuilder<TeachingPlan> builder)
    {
        builder.Property(e => e.Note).HasMaxLength(500);
        builder.HasIndex(e => new { e.SiteId, e.Year }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<TeachingPlanLine> builder)
    {
        builder.Property(e => e.Topics).HasMaxLength(500);
        builder.HasIndex(e => new { e.PlanId, e.Stage }).IsUnique();
        builder.HasIndex(e => e.SiteId);
        builder.HasOne<TeachingPlan>().WithMany().HasForeignKey(e => e.PlanId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ClassConfiguration : IEntityTypeConfiguration<SchoolClass>, IEntityTypeConfiguration<ClassSession>, IEntityTypeConfiguration<Learner>, IEntityTypeConfiguration<RollEntry>
{
    public void Configure(EntityTypeBuilder<SchoolClass> builder)
    {
        builder.Property(e => e.PassMark).HasPrecision(5, 1);
        builder.HasIndex(e => new { e.SiteId, e.Year });
    }

    public void Configure(EntityTypeBuilder<ClassSession> builder)
    {
        builder.Property(e => e.LessonPlan).HasMaxLength(4000);
        builder.HasIndex(e => e.ClassId);
        builder.HasIndex(e => new { e.SiteId, e.Day });
        builder.HasOne<SchoolClass>().WithMany().HasForeignKey(e => e.ClassId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Learner> builder)
    {
        builder.HasIndex(e => new { e.ClassId, e.Number }).IsUnique();
        builder.HasIndex(e => e.SiteId);
        builder.HasOne<SchoolClass>().WithMany().HasForeignKey(e => e.ClassId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<RollEntry> builder)
    {
        builder.Property(e => e.Note).HasMaxLength(200);
        builder.HasIndex(e => new { e.SessionId, e.LearnerId }).IsUnique();
        builder.HasIndex(e => e.LearnerId);
        builder.HasIndex(e => e.SiteId);
        builder.HasOne<ClassSession>().WithMany().HasForeignKey(e => e.SessionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ExamConfiguration : IEntityTypeConfiguration<Exam>, IEntityTypeConfiguration<ExamMark>, IEntityTypeConfiguration<CompletionDecision>
{
    public void Configure(EntityTypeBuilder<Exam> builder)
    {
        builder.Property(e => e.PassMark).HasPrecision(5, 1);
        builder.HasIndex(e => new { e.ClassId, e.Number }).IsUnique();
        builder.HasIndex(e => e.SiteId);
        builder.HasOne<SchoolClass>().WithMany().HasForeignKey(e => e.ClassId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ExamMark> builder)
    {
        builder.Property(e => e.Mark).HasPrecision(5, 1);
        builder.HasIndex(e => new { e.ExamId, e.LearnerId }).IsUnique();
        builder.HasIndex(e => e.LearnerId);
        builder.HasIndex(e => e.SiteId);
        builder.HasOne<Exam>().WithMany().HasForeignKey(e => e.ExamId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<CompletionDecision> builder)
    {
        builder.Property(e => e.Mark).HasPrecision(5, 1);
        builder.Property(e => e.PassMark).HasPrecision(5, 1);
        builder.Property(e => e.RevokeReason).HasMaxLength(200);
        builder.HasIndex(e => new { e.LearnerId, e.Number }).IsUnique();
        builder.HasIndex(e => e.Code).IsUnique();
        builder.HasIndex(e => new { e.SiteId, e.DecidedOn });
        builder.HasIndex(e => e.ClassId);
    }
}
