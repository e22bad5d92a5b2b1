using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Protection.Keys;

/// <summary>
/// What the database knows of a key: that it exists, and a word sealed under it, by which a wrong or missing key is noticed at start. Never the key.
/// </summary>
[Label("保护密钥的登记")]
internal sealed class ProtectionKey : Entity
{
    public int Number { get; init; }

    /// <summary>A known word under this key.</summary>
    [Sensitive]
    [Label("校验值")]
    public required string Canary { get; init; }

    [Label("启用时间")]
    public DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>When nothing was left under it and it was put aside; null: in use.</summary>
    [Label("停用时间")]
    public DateTimeOffset? RetiredAt { get; set; }
}

internal sealed class ProtectionKeyConfiguration : IEntityTypeConfiguration<ProtectionKey>
{
    public void Configure(EntityTypeBuilder<ProtectionKey> builder) => builder.HasIndex(e => e.Number).IsUnique();
}
