using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Divisions.History;

/// <summary>Which unit follows a closed one, as the change said it. History: a later closure of the successor adds a row of its own.</summary>
[Label("区划继承")]
internal sealed class DivisionSuccessor : Entity
{
    [Label("区划变更")]
    public Guid ChangeId { get; init; }

    /// <summary>The closed division; 0 for a village.</summary>
    public int DivisionId { get; init; }

    /// <summary>The closed village; empty for a division.</summary>
    public Guid VillageId { get; init; }

    [Label("继承区划")]
    public int SuccessorId { get; init; }

    [Label("继承村（社区）")]
    public Guid SuccessorVillageId { get; init; }

    /// <summary>Percent that goes to it; 0 where the change names no shares.</summary>
    [Label("比例")]
    public int Share { get; init; }

    /// <summary>Takes the villages, the accounts and the name in messages. Exactly one per change.</summary>
    [Label("主要继承")]
    public bool IsMain { get; init; }
}

/// <summary>
/// A closed division and a living one that reads its rows today: the successors of the successors, kept short by every change, so that a
/// reader needs no recursion.
/// </summary>
[Label("已撤销区划的查看单位")]
internal sealed class DivisionHeir
{
    [Label("已撤销区划")]
    public int ClosedId { get; init; }

    [Label("查看单位")]
    public int HeirId { get; init; }

    [Label("主要继承")]
    public bool IsMain { get; set; }
}

internal sealed class DivisionHeirConfiguration : IEntityTypeConfiguration<DivisionSuccessor>, IEntityTypeConfiguration<DivisionHeir>
{
    public void Configure(EntityTypeBuilder<DivisionSuccessor> builder)
    {
        // PostgreSQL would cut the long name.
        builder.HasIndex(e => new { e.ChangeId, e.SuccessorId, e.SuccessorVillageId }).IsUnique().HasDatabaseName("IX_core_DivisionSuccessor_Change");
        builder.HasIndex(e => new { e.DivisionId, e.VillageId });
        builder.HasIndex(e => new { e.SuccessorId, e.SuccessorVillageId });
    }

    public void Configure(EntityTypeBuilder<DivisionHeir> builder)
    {
        builder.HasKey(e => new { e.ClosedId, e.HeirId });
        builder.HasIndex(e => e.HeirId);
    }
}
