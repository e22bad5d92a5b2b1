using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Access.SignIn;

/// <summary>One line of the sign-in history. Append-only and never deleted; a name that does not exist is not kept, it may be a mistyped password.</summary>
[NotTrailed]
internal sealed class SignInRecord : Entity
{
    public DateTimeOffset At { get; init; }

    /// <summary>Empty when no account has the typed name.</summary>
    public Guid AccountId { get; init; }

    public SignInEvent Event { get; init; }

    public string Address { get; init; } = "";

    public string Device { get; init; } = "";
}

internal enum SignInEvent
{
    SignedIn, WrongPassword, WrongCode, Locked, WhileLocked, UnknownAccount, DisabledAccount, SignedOut, Idle, TooLong, Replaced, ForcedOut,
    PasswordChanged, Disabled, SecondFactorEnrolled, SecondFactorRemoved, SecondFactorReset, RecoveryCodeUsed,
}

internal static class SignInEvents
{
    public static readonly IReadOnlyDictionary<SignInEvent, string> Names = new Dictionary<SignInEvent, string>
    {
        [SignInEvent.SignedIn] = "登录成功",
        [SignInEvent.WrongPassword] = "密码错误",
        [SignInEvent.WrongCode] = "动态口令错误",
        [SignInEvent.Locked] = "连续输错，账号锁定",
        [SignInEvent.WhileLocked] = "锁定期间尝试登录",
        [SignInEvent.UnknownAccount] = "账号不存在",
        [SignInEvent.DisabledAccount] = "停用账号尝试登录",
        [SignInEvent.SignedOut] = "退出登录",
        [SignInEvent.Idle] = "长时间未操作，自动退出",
        [SignInEvent.TooLong] = "达到最长时间，自动退出",
        [SignInEvent.Replaced] = "在别处登录，被替换",
        [SignInEvent.ForcedOut] = "被强制退出",
        [SignInEvent.PasswordChanged] = "修改或重置密码",
        [SignInEvent.Disabled] = "账号停用",
        [SignInEvent.SecondFactorEnrolled] = "启用动态口令",
        [SignInEvent.SecondFactorRemoved] = "停用动态口令",
        [SignInEvent.SecondFactorReset] = "重置动态口令",
        [SignInEvent.RecoveryCodeUsed] = "使用恢复码",
    };
}

internal sealed class SignInRecordConfiguration : IEntityTypeConfiguration<SignInRecord>
{
    public void Configure(EntityTypeBuilder<SignInRecord> builder)
    {
        builder.Property(e => e.Address).HasMaxLength(60);
        builder.Property(e => e.Device).HasMaxLength(60);
        builder.HasIndex(e => new { e.AccountId, e.At });
        builder.HasIndex(e => e.At);
    }
}
