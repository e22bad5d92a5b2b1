using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Divisions.History;

/// <summary>What happens to a unit. Merged, Split, Moved and Closed end it; a township that moves under another county goes on under a new number.</summary>
internal enum ChangeKind { Added, Renamed, Recoded, Moved, Merged, Split, Closed, Reopened }

internal enum ChangeState { Planned, Applied, Cancelled }

/// <summary>One change of one unit: what, from which day on, on whose paper. A planned one is applied at its day.</summary>
[Label("区划变更")]
internal sealed class DivisionChange : Entity, IVersioned
{
    public ChangeKind Kind { get; init; }

    public ChangeState State { get; set; }

    /// <summary>First day on which it is so.</summary>
    [Label("生效日期")]
    public DateOnly EffectiveOn { get; init; }

    /// <summary>The unit; 0 for a village, and for a planned new unit.</summary>
    public int DivisionId { get; set; }

    public Guid VillageId { get; set; }

    /// <summary>Code and name before the change; of the new unit for <see cref="ChangeKind.Added"/>.</summary>
    public required string Code { get; init; }

    public required string Name { get; set; }

    /// <summary>Empty: stays.</summary>
    [Label("新代码")]
    public string NewCode { get; init; } = "";

    [Label("新名称")]
    public string NewName { get; init; } = "";

    /// <summary>Code of the division above, for new and moved units.</summary>
    [Label("上级代码")]
    public string ParentCode { get; init; } = "";

    /// <summary>Codes of the successors, the main one first, with shares in percent where given: <c>341881101:60;341881102:40</c>.</summary>
    [Label("继承单位")]
    public string Successors { get; init; } = "";

    /// <summary>The paper it rests on, for example 皖民区字〔2026〕3号.</summary>
    [Label("依据")]
    public string Document { get; init; } = "";

    /// <summary>Name of the file it came with; 表单 for the form.</summary>
    public string Source { get; init; } = "";

    [Label("登记人")]
    public string RecordedBy { get; init; } = "";

    [Label("登记时间")]
    public DateTimeOffset RecordedAt { get; init; }

    [Label("生效时间")]
    public DateTimeOffset? AppliedAt { get; set; }

    /// <summary>Why a planned change could not be applied at its day; empty otherwise.</summary>
    [Label("不能生效的原因")]
    public string Obstacle { get; set; } = "";

    public Guid Version { get; set; }
}

internal sealed class DivisionChangeConfiguration : IEntityTypeConfiguration<DivisionChange>
{
    public void Configure(EntityTypeBuilder<DivisionChange> builder)
    {
        builder.Property(e => e.Code).HasMaxLength(12);
        builder.Property(e => e.NewCode).HasMaxLength(12);
        builder.Property(e => e.ParentCode).HasMaxLength(12);
        builder.Property(e => e.Successors).HasMaxLength(400);
        builder.Property(e => e.Obstacle).HasMaxLength(400);
        builder.HasIndex(e => new { e.State, e.EffectiveOn });
        builder.HasIndex(e => new { e.DivisionId, e.VillageId });
        builder.HasIndex(e => e.Code);
    }
}
