using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Access.ApiKeys;

/// <summary>
/// A key with which another program uses the API. It stands for its owner, a person, in one division and with a part of the owner's
/// permissions. The secret is shown once and kept only as a hash.
/// </summary>
[Label("接口密钥")]
internal sealed class ApiKey : Entity, ISiteOwned, IVersioned
{
    /// <summary>Division the key works in, with all below it: <see cref="Lo"/>..<see cref="Hi"/>.</summary>
    public int SiteId { get; init; }

    [Label("区划下限")]
    public int Lo { get; init; }

    [Label("区划上限")]
    public int Hi { get; init; }

    /// <summary>The part of the key that may be seen: lists, trail, conversations.</summary>
    [Label("密钥前缀")]
    public required string Prefix { get; init; }

    public required string Name { get; init; }

    /// <summary>What the program does with it, in Chinese words.</summary>
    [Label("用途")]
    public required string Purpose { get; init; }

    /// <summary>Account of the responsible person.</summary>
    [Label("负责人")]
    public Guid OwnerId { get; init; }

    /// <summary>SHA-256 of the whole key, lower-case hex.</summary>
    [Sensitive]
    [Label("密钥校验值")]
    public required string SecretHash { get; set; }

    /// <summary>Hash of the key before the last rotation; empty when there is none.</summary>
    [Sensitive]
    [Label("旧密钥校验值")]
    public string PreviousHash { get; set; } = "";

    /// <summary>Until when the key before the rotation is taken as well.</summary>
    [Label("旧密钥用到")]
    public DateTimeOffset? PreviousUntil { get; set; }

    [Label("更换时间")]
    public DateTimeOffset? RotatedAt { get; set; }

    /// <summary>Last day (Asia/Shanghai) on which it works.</summary>
    [Label("有效期至")]
    public DateOnly ExpiresOn { get; init; }

    /// <summary>Requests a minute and host.</summary>
    [Label("每分钟次数")]
    public int RatePerMinute { get; init; }

    /// <summary>Addresses and networks it may come from, separated by blanks; empty: any.</summary>
    [Label("允许的地址")]
    public string Addresses { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public string CreatedBy { get; init; } = "";

    [Label("吊销时间")]
    public DateTimeOffset? RevokedAt { get; set; }

    [Label("吊销人")]
    public string RevokedBy { get; set; } = "";

    [Label("吊销理由")]
    public string RevokedReason { get; set; } = "";

    public Guid Version { get; set; }
}

/// <summary>One permission given to a key.</summary>
[Label("接口密钥权限")]
internal sealed class ApiKeyGrant : Entity, ISiteOwned
{
    [Label("接口密钥")]
    public Guid KeyId { get; init; }

    public int SiteId { get; init; }

    [Label("权限")]
    public required string Permission { get; init; }
}

/// <summary>How often a key was used on a day; written at most once a minute.</summary>
[NotTrailed]
internal sealed class ApiKeyUseDay : Entity, ISiteOwned
{
    public Guid KeyId { get; init; }

    public int SiteId { get; init; }

    public DateOnly Day { get; init; }

    /// <summary>Also the concurrency token: two hosts that count at once do not lose each other's uses.</summary>
    public int Count { get; set; }

    public DateTimeOffset LastAt { get; set; }

    public string LastAddress { get; set; } = "";
}

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>, IEntityTypeConfiguration<ApiKeyGrant>, IEntityTypeConfiguration<ApiKeyUseDay>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.Property(e => e.Prefix).HasMaxLength(20);
        builder.Property(e => e.Name).HasMaxLength(50);
        builder.Property(e => e.SecretHash).HasMaxLength(64);
        builder.Property(e => e.PreviousHash).HasMaxLength(64);
        builder.Property(e => e.Addresses).HasMaxLength(1000);
        builder.HasIndex(e => e.Prefix).IsUnique();
        builder.HasIndex(e => e.SiteId);
        builder.HasIndex(e => e.OwnerId);
        builder.HasOne<Account>().WithMany().HasForeignKey(e => e.OwnerId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ApiKeyGrant> builder)
    {
        builder.Property(e => e.Permission).HasMaxLength(100);
        builder.HasIndex(e => new { e.KeyId, e.Permission }).IsUnique();
        builder.HasOne<ApiKey>().WithMany().HasForeignKey(e => e.KeyId);
    }

    public void Configure(EntityTypeBuilder<ApiKeyUseDay> builder)
    {
        builder.Property(e => e.Count).IsConcurrencyToken();
        builder.Property(e => e.LastAddress).HasMaxLength(60);
        builder.HasIndex(e => new { e.KeyId, e.Day }).IsUnique();
        builder.HasOne<ApiKey>().WithMany().HasForeignKey(e => e.KeyId);
    }
}
