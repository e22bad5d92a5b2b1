using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Oversight.Domain;

namespace Platform.Oversight.Data;

/// <summary>
/// A form of the county for a kind of inspection, from a day on, for a division and all below it. Never changed: another one follows it or, made for the same
/// day, takes its place. A filled form carries its own copy of the lines.
/// </summary>
[Label("检查表")]
internal sealed class InspectionForm : Entity
{
    [Label("区划")]
    public int DivisionId { get; init; }

    [Label("区划下限")]
    public int Lo { get; init; }

    [Label("区划上限")]
    public int Hi { get; init; }

    [Label("检查类别")]
    public InspectionKind Kind { get; init; }

    [Label("生效日")]
    public DateOnly EffectiveFrom { get; init; }

    public required string Name { get; init; }

    [Label("设置人")]
    public string SetBy { get; init; } = "";

    [Label("设置时间")]
    public DateTimeOffset SetAt { get; init; }

    /// <summary>Another form for the same division, kind and day took its place.</summary>
    [Label("已被取代")]
    public bool Replaced { get; set; }
}

[Label("检查项目")]
internal sealed class InspectionFormItem : Entity
{
    [Label("检查表")]
    public Guid FormId { get; init; }

    [Label("次序")]
    public int Position { get; init; }

    public required string Text { get; init; }

    /// <summary>0: something to describe, without points.</summary>
    [Label("满分")]
    public decimal MaxPoints { get; init; }

    [Label("检查要点")]
    public string Guidance { get; init; } = "";
}

/// <summary>A filled form: field work of the office at a village, or of a group. It tells of work and records, never of a resident.</summary>
[Label("现场检查")]
internal sealed class Inspection : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("检查类别")]
    public InspectionKind Kind { get; init; }

    /// <summary>Empty for the check of a group.</summary>
    [Label("村（社区）")]
    public Guid VillageId { get; init; }

    /// <summary>Of a group check: which group.</summary>
    [Label("小组")]
    public string GroupName { get; set; } = "";

    /// <summary>First day of the month or quarter it counts for.</summary>
    [Label("期间")]
    public DateOnly Period { get; init; }

    [Label("检查日期")]
    public DateOnly DoneOn { get; set; }

    [Label("检查人")]
    public Guid InspectorStaffId { get; set; }

    [Label("检查人姓名")]
    public string InspectorName { get; set; } = "";

    [Label("参加人员")]
    public string Companions { get; set; } = "";

    /// <summary>Empty: the platform's own form.</summary>
    [Label("检查表")]
    public Guid FormId { get; init; }

    [Label("检查表名称")]
    public string FormName { get; init; } = "";

    [Label("得分")]
    public decimal Points { get; set; }

    [Label("满分")]
    public decimal MaxPoints { get; init; }

    /// <summary>Null: nothing on the form has points.</summary>
    [Label("得分率")]
    public decimal? Percent { get; set; }

    [Label("经验和建议")]
    public string Lessons { get; set; } = "";

    [Label("登记账号")]
    public Guid RecordedById { get; init; }

    [Label("登记人")]
    public string RecordedBy { get; init; } = "";

    [Label("登记日")]
    public DateOnly RecordedOn { get; init; }

    /// <summary>Counts corrections; part of the evidence reference.</summary>
    [Label("版次")]
    public int Edition { get; set; } = 1;

    [Label("已撤回")]
    public bool Withdrawn { get; set; }

    /// <summary>Why it was corrected or withdrawn last.</summary>
    [Label("理由")]
    public string Reason { get; set; } = "";

    public Guid Version { get; set; }

    public string EvidenceRef => $"{Prefix}{Id}:{Edition}";

    public const string Prefix = "inspection:";
}

/// <summary>A line of a filled form, with the words and the points of the version it was filled with.</summary>
[Label("现场检查项目")]
internal sealed class InspectionLine : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("现场检查")]
    public Guid InspectionId { get; init; }

    [Label("次序")]
    public int Position { get; init; }

    public required string Text { get; init; }

    [Label("满分")]
    public decimal MaxPoints { get; init; }

    [Label("检查要点")]
    public string Guidance { get; init; } = "";

    [Label("得分")]
    public decimal? Points { get; set; }

    [Label("情况")]
    public string Remark { get; set; } = "";
}

/// <summary>A problem an inspection found. As a finding it has owner, due day and re-check; otherwise it stands in the month's notice alone.</summary>
[Label("现场检查问题")]
internal sealed class InspectionProblem : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("现场检查")]
    public Guid InspectionId { get; init; }

    public required string Text { get; set; }

    /// <summary>Empty: no finding was made of it.</summary>
    [Label("稽核问题")]
    public Guid FindingId { get; set; }

    /// <summary>Taken back by a correction.</summary>
    [Label("已撤回")]
    public bool Withdrawn { get; set; }
}

internal sealed class InspectionsConfiguration :
    IEntityTypeConfiguration<InspectionForm>,
    IEntityTypeConfiguration<InspectionFormItem>,
    IEntityTypeConfiguration<Inspection>,
    IEntityTypeConfiguration<InspectionLine>,
    IEntityTypeConfiguration<InspectionProblem>
{
    public void Configure(EntityTypeBuilder<InspectionForm> builder)
    {
        builder.Property(e => e.Name).HasMaxLength(100);
        builder.Property(e => e.SetBy).HasMaxLength(100);
        builder.HasIndex(e => new { e.Kind, e.DivisionId, e.EffectiveFrom });
    }

    public void Configure(EntityTypeBuilder<InspectionFormItem> builder)
    {
        builder.Property(e => e.Guidance).HasMaxLength(500);
        builder.HasIndex(e => e.FormId);
    }

    public void Configure(EntityTypeBuilder<Inspection> builder)
    {
        builder.Property(e => e.GroupName).HasMaxLength(100);
        builder.Property(e => e.InspectorName).HasMaxLength(100);
        builder.Property(e => e.Lessons).HasMaxLength(2000);
        builder.Property(e => e.FormName).HasMaxLength(100);
        builder.Property(e => e.RecordedBy).HasMaxLength(100);
        builder.Property(e => e.Reason).HasMaxLength(500);
        builder.Ignore(e => e.EvidenceRef);
        builder.HasIndex(e => new { e.SiteId, e.Period, e.Kind });
        builder.HasIndex(e => new { e.SiteId, e.DoneOn });
    }

    public void Configure(EntityTypeBuilder<InspectionLine> builder)
    {
        builder.Property(e => e.Text).HasMaxLength(300);
        builder.Property(e => e.Guidance).HasMaxLength(500);
        builder.Property(e => e.Remark).HasMaxLength(500);
        builder.HasIndex(e => new { e.InspectionId, e.Position }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<InspectionProblem> builder)
    {
        builder.Property(e => e.Text).HasMaxLength(500);
        builder.HasIndex(e => e.InspectionId);
    }
}
