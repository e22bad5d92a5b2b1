using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Modules;

/// <summary>Whether a module is on in a division. Every division has its own row per module; switching one sets it and all below.</summary>
[Label("模块开关")]
internal sealed class ModuleState
{
    public required string ModuleId { get; init; }

    public int DivisionId { get; init; }

    public bool Enabled { get; set; }
}

/// <summary>One row, bumped by every switch: open pages watch it.</summary>
[NotTrailed]
internal sealed class EnablementVersion
{
    public const int TheId = 1;

    public int Id { get; init; } = TheId;

    public Guid Version { get; set; }
}

internal sealed class ModuleStateConfiguration : IEntityTypeConfiguration<ModuleState>
{
    public void Configure(EntityTypeBuilder<ModuleState> builder)
    {
        builder.HasKey(e => new { e.ModuleId, e.DivisionId });
        builder.Property(e => e.ModuleId).HasMaxLength(60);
    }
}

internal sealed class EnablementVersionConfiguration : IEntityTypeConfiguration<EnablementVersion>
{
    public void Configure(EntityTypeBuilder<EnablementVersion> builder) => builder.Property(e => e.Id).ValueGeneratedNever();
}
