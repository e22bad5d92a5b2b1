using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Access;

/// <summary>A sign-in. What it may do comes from its role assignments.</summary>
[Label("账号")]
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>Name on screen and in the trail.</summary>
    [Label("姓名")]
    public string DisplayName { get; set; } = "";

    /// <summary>The person on the staff list; empty when there is none.</summary>
    public Guid StaffId { get; set; }

    public bool Active { get; set; } = true;

    [Sensitive]
    [Label("密码")]
    public override string? PasswordHash { get; set; }

    [Sensitive]
    [Label("安全标记")]
    public override string? SecurityStamp { get; set; }

    /// <summary>The division the account works in now; 0 = that of its first assignment.</summary>
    [Label("当前区划")]
    public int ActiveDivisionId { get; set; }

    /// <summary>When the present password was set.</summary>
    [Label("密码设置时间")]
    public DateTimeOffset PasswordSetAt { get; set; }

    /// <summary>The present password was made by somebody else: it serves for one thing only, to be changed.</summary>
    [Label("须修改密码")]
    public bool MustChangePassword { get; set; }

    /// <summary>Protected secret of the one-time passwords; null: none is enrolled.</summary>
    [Sensitive]
    [Label("动态口令密钥")]
    public string? SecondFactorSecret { get; set; }

    /// <summary>The last 30-second step whose code was taken: the same code does not serve twice.</summary>
    [Sensitive]
    [Label("动态口令步数")]
    public long SecondFactorStep { get; set; }

    /// <summary>Null: never.</summary>
    [Label("最近登录")]
    public DateTimeOffset? LastSignInAt { get; set; }
}

/// <summary>A role in a division and all below it. An account can hold several.</summary>
[Label("角色")]
internal sealed class RoleAssignment : Entity
{
    public Guid AccountId { get; init; }

    /// <summary>Id from <see cref="Roles"/>.</summary>
    [Label("角色")]
    public required string Role { get; init; }

    public int DivisionId { get; init; }

    [Label("区划下限")]
    public int Lo { get; init; }

    [Label("区划上限")]
    public int Hi { get; init; }
}

internal sealed class AccountConfiguration :
    IEntityTypeConfiguration<Account>,
    IEntityTypeConfiguration<RoleAssignment>,
    IEntityTypeConfiguration<IdentityUserClaim<Guid>>,
    IEntityTypeConfiguration<IdentityUserLogin<Guid>>,
    IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("core_Account");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.ConcurrencyStamp).IsConcurrencyToken();
        builder.Property(e => e.PasswordHash).HasMaxLength(400);
        builder.Property(e => e.SecondFactorSecret).HasMaxLength(400);
        builder.Property(e => e.UserName).IsRequired();
        builder.Property(e => e.NormalizedUserName).IsRequired();
        builder.Ignore(e => e.PhoneNumber).Ignore(e => e.PhoneNumberConfirmed).Ignore(e => e.Email).Ignore(e => e.NormalizedEmail).Ignore(e => e.EmailConfirmed);
        builder.HasIndex(e => e.NormalizedUserName).IsUnique();
    }

    public void Configure(EntityTypeBuilder<RoleAssignment> builder)
    {
        builder.Property(e => e.Role).HasMaxLength(60);
        builder.HasIndex(e => new { e.AccountId, e.Role, e.DivisionId }).IsUnique();
        builder.HasOne<Account>().WithMany().HasForeignKey(e => e.AccountId);
    }

    // The Identity store asks for these three; the platform writes no rows into them, so their generated keys are turned off.
    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> builder)
    {
        builder.ToTable("core_AccountClaim");
        builder.Property(e => e.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder)
    {
        builder.ToTable("core_AccountLogin");
        builder.HasKey(e => new { e.LoginProvider, e.ProviderKey });
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder)
    {
        builder.ToTable("core_AccountToken");
        builder.HasKey(e => new { e.UserId, e.LoginProvider, e.Name });
    }
}
