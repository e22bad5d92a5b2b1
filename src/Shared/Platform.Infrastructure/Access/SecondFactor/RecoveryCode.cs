using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Access.SecondFactor;

/// <summary>A code that stands in for the telephone once. Only its hash is kept; 80 random bits need no salt.</summary>
[Label("恢复码")]
internal sealed class RecoveryCode : Entity
{
    public Guid AccountId { get; init; }

    [Sensitive]
    [Label("恢复码")]
    public required string Hash { get; init; }

    [Label("使用时间")]
    public DateTimeOffset? UsedAt { get; set; }

    /// <returns>Four groups of four letters and digits without look-alikes.</returns>
    public static string Make() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 4)));

    /// <summary>Blanks, dashes and capitals do not matter.</summary>
    public static string HashOf(string code) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(code.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant())));
}

internal sealed class RecoveryCodeConfiguration : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.Property(e => e.Hash).HasMaxLength(64);
        builder.HasIndex(e => new { e.AccountId, e.Hash }).IsUnique();
        builder.HasOne<Account>().WithMany().HasForeignKey(e => e.AccountId);
    }
}
