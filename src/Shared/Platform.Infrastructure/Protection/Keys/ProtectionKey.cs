using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Protection.Keys;

/// <summary>
/// What the database knows of a key: that it exists, and a word sealed under it, by which a wrong or missing key is noticed at start. Never the key.
/// </summary>
internal sealed class ProtectionKey : Entity
{
    public int Number { get; init; }

    /// <summary>A known word under this key.</summary>
    [Sensitive]
    public required string Canary { get; init; }

    public DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>When nothing was left under it and it was put aside; null: in use.</summary>
    public DateTimeOffset? RetiredAt { get; set; }
}

internal sealed class ProtectionKeyConfiguration : IEntityTypeConfiguration<ProtectionKey>
{
    public void Configure(EntityTypeBuilder<ProtectionKey> builder) => builder.HasIndex(e => e.Number).IsUnique();
}
