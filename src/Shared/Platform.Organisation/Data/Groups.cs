using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Organisation.Data;

internal enum GroupKind
{
    /// <summary>人口与计划生育（卫生健康）工作领导小组.</summary>
    FamilyHealth,

    /// <summary>行政执法领导小组 (P3-ENFLEAD-01).</summary>
    Enforcement,

    /// <summary>宣传教育领导小组 (P3-SCHOOLMGMT-00).</summary>
    Publicity,

    Other,
}

internal enum GroupRole { Head, Deputy, Member, Secretariat }

/// <summary>A leading group (领导小组). Its members belong to its terms.</summary>
[Label("领导小组")]
internal sealed class LeadingGroup : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    public GroupKind Kind { get; init; }

    public required string Name { get; set; }

    /// <summary>What it is there for and where its office is.</summary>
    [Label("职责")]
    public string Purpose { get; set; } = "";

    [Label("撤销日期")]
    public DateOnly? DissolvedOn { get; set; }

    public Guid Version { get; set; }
}

/// <summary>A term of a leading group (届); terms follow each other without overlap.</summary>
[Label("领导小组任期")]
internal sealed class GroupTerm : Entity, ISiteOwned, IDated
{
    public int SiteId { get; init; }

    [Label("领导小组")]
    public Guid GroupId { get; init; }

    /// <summary>1, 2, 3 ...</summary>
    public int Number { get; init; }

    public DateOnly From { get; init; }

    public DateOnly To { get; set; }

    /// <summary>Number of the paper that founded or renewed it.</summary>
    [Label("文号")]
    public string Paper { get; init; } = "";
}

/// <summary>A member by post, by person or both; people outside the staff list are named by their office alone.</summary>
[Label("领导小组成员")]
internal sealed class GroupMember : Entity, ISiteOwned, IDated
{
    public int SiteId { get; init; }

    [Label("任期")]
    public Guid TermId { get; init; }

    [Label("组内职责")]
    public GroupRole Role { get; init; }

    /// <summary>Empty: by post alone.</summary>
    public Guid StaffId { get; init; }

    /// <summary>For example 党委书记 or 派出所所长.</summary>
    [Label("职务")]
    public required string PostText { get; init; }

    [Label("次序")]
    public int Position { get; init; }

    public DateOnly From { get; init; }

    public DateOnly To { get; set; } = OpenEnd.Never;
}

internal sealed class GroupsConfiguration : IEntityTypeConfiguration<LeadingGroup>, IEntityTypeConfiguration<GroupTerm>, IEntityTypeConfiguration<GroupMember>
{
    public void Configure(EntityTypeBuilder<LeadingGroup> builder)
    {
        builder.Property(e => e.Name).HasMaxLength(100);
        builder.Property(e => e.Purpose).HasMaxLength(1000);
        builder.HasIndex(e => e.SiteId);
    }

    public void Configure(EntityTypeBuilder<GroupTerm> builder)
    {
        builder.Property(e => e.Paper).HasMaxLength(100);
        builder.HasIndex(e => new { e.GroupId, e.Number }).IsUnique();
        builder.HasOne<LeadingGroup>().WithMany().HasForeignKey(e => e.GroupId);
    }

    public void Configure(EntityTypeBuilder<GroupMember> builder)
    {
        builder.Property(e => e.PostText).HasMaxLength(100);
        builder.HasIndex(e => e.TermId);
        builder.HasIndex(e => e.StaffId);
        builder.HasOne<GroupTerm>().WithMany().HasForeignKey(e => e.TermId);
    }
}
