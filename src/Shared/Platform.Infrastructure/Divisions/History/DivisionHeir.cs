using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Divisions.History;

/// <summary>Which unit follows a closed one, as the change said it. History: a later closure of the successor adds a row of its own.</summary>
internal sealed class DivisionSuccessor : Entity
{
    public Guid ChangeId { get; init; }

    /// <summary>The closed division; 0 for a village.</summary>
    public int DivisionId { get; init; }

    /// <summary>The closed village; empty for a division.</summary>
    public Guid VillageId { get; init; }

    public int SuccessorId { get; init; }

    public Guid SuccessorVillageId { get; init; }

    /// <summary>Percent that goes to it; 0 where the change names no shares.</summary>
    public int Share { get; init; }

    /// <summary>Takes the villages, the accounts and the name in messages. Exactly one per change.</summary>
    public bool IsMain { get; init; }
}

/// <summary>
/// A closed division and a living one that reads its rows today: the successors of the successors, kept short by every change, so that a
/// reader needs no recursion.
/// </summary>
internal sealed class DivisionHeir
{
    public int ClosedId { get; init; }

    public int HeirId { get; init; }

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
