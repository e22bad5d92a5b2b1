using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Divisions.History;

/// <summary>
/// How a division or village was until a change: the state of all days before <see cref="Until"/> back to the version before it. The state
/// of today stands in the unit itself, so a unit that never changed has no version.
/// </summary>
[Label("区划沿革")]
internal sealed class DivisionVersion : Entity
{
    /// <summary>0 for a village.</summary>
    public int DivisionId { get; init; }

    /// <summary>Empty for a division.</summary>
    public Guid VillageId { get; init; }

    /// <summary>First day on which it no longer was so.</summary>
    [Label("截至日（不含）")]
    public DateOnly Until { get; init; }

    /// <summary>9 digits; 12 for a village.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    [Label("全称")]
    public required string FullName { get; init; }

    /// <summary>Division above; the township of a village.</summary>
    [Label("上级区划")]
    public int ParentId { get; init; }

    /// <summary>It did not exist then: between a closure and its reopening.</summary>
    [Label("已撤销")]
    public bool Closed { get; init; }

    public static DivisionVersion Of(Division division, DateOnly until) => new()
    {
        DivisionId = division.Id,
        Until = until,
        Code = division.Code,
        Name = division.Name,
        FullName = division.FullName,
        ParentId = division.ParentId,
        Closed = division.ClosedOn is not null,
    };

    public static DivisionVersion Of(Village village, DateOnly until) => new()
    {
        VillageId = village.Id,
        Until = until,
        Code = village.Code,
        Name = village.Name,
        FullName = village.Name,
        ParentId = village.SiteId,
        Closed = village.ClosedOn is not null,
    };
}

internal sealed class DivisionVersionConfiguration : IEntityTypeConfiguration<DivisionVersion>
{
    public void Configure(EntityTypeBuilder<DivisionVersion> builder)
    {
        builder.Property(e => e.Code).HasMaxLength(12);
        builder.HasIndex(e => new { e.DivisionId, e.VillageId, e.Until }).IsUnique();
        builder.HasIndex(e => e.Code);
    }
}
