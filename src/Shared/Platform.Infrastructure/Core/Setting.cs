using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;

namespace Platform.Infrastructure.Core;

/// <summary>A fact about the deployment itself, for example that the demo was seeded.</summary>
[Label("系统设置")]
internal sealed class Setting
{
    /// <summary>Written before the first demo row; without <see cref="DemoSeeded"/> beside it the seeding was cut short.</summary>
    public const string DemoStarted = "demo.started-on";

    public const string DemoSeeded = "demo.seeded-on";

    public required string Key { get; init; }

    [Label("值")]
    public required string Value { get; set; }
}

internal sealed class SettingConfiguration : IEntityTypeConfiguration<Setting>
{
    public void Configure(EntityTypeBuilder<Setting> builder)
    {
        builder.HasKey(e => e.Key);
        builder.Property(e => e.Key).HasMaxLength(60);
        builder.Property(e => e.Value).HasMaxLength(2000);
    }
}
