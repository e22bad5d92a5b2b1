using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Access.Sessions;

/// <summary>One sign-in of an account, from the password to the end. The cookie carries its id; the row says whether it still counts.</summary>
[NotTrailed]
internal sealed class AccountSession : Entity
{
    public Guid AccountId { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>The last click or request, written at most once a minute.</summary>
    public DateTimeOffset LastSeenAt { get; set; }

    /// <summary>Null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public SessionEnd End { get; set; }

    public string Address { get; init; } = "";

    /// <summary>Browser and system in short, for example Chrome 130 / Windows.</summary>
    public string Device { get; init; } = "";
}

internal enum SessionEnd { None, SignedOut, Idle, TooLong, Replaced, ForcedOut, PasswordChanged, Disabled, SecondFactorReset }

internal static class SessionEnds
{
    /// <summary>Short words for lists.</summary>
    public static string Text(SessionEnd end) => end switch
    {
        SessionEnd.None => "在线",
        SessionEnd.SignedOut => "本人退出",
        SessionEnd.Idle => "长时间未操作",
        SessionEnd.TooLong => "超过最长时间",
        SessionEnd.Replaced => "在别处登录",
        SessionEnd.ForcedOut => "强制退出",
        SessionEnd.PasswordChanged => "密码已变更",
        SessionEnd.Disabled => "账号已停用",
        _ => "动态口令已重置",
    };

    /// <summary>What the person in front of the screen is told; null: nothing to say.</summary>
    public static string? Told(SessionEnd end) => end switch
    {
        SessionEnd.Idle => "您长时间没有操作，登录已自动结束，请重新登录。",
        SessionEnd.TooLong => "本次登录已达到最长时间，请重新登录。",
        SessionEnd.Replaced => "这个账号在别处登录，本次登录已结束。如果不是您本人，请立即修改密码并告诉管理员。",
        SessionEnd.ForcedOut => "管理员或您本人在别处结束了这次登录。",
        SessionEnd.PasswordChanged => "密码已变更，请用新密码登录。",
        SessionEnd.Disabled => "账号已停用，有疑问请联系管理员。",
        SessionEnd.SecondFactorReset => "动态口令已重置，请重新登录。",
        _ => null,
    };
}

internal sealed class AccountSessionConfiguration : IEntityTypeConfiguration<AccountSession>
{
    public void Configure(EntityTypeBuilder<AccountSession> builder)
    {
        // Two servers that end the same session at once write one line of history, not two.
        builder.Property(e => e.EndedAt).IsConcurrencyToken();
        builder.Property(e => e.Address).HasMaxLength(60);
        builder.Property(e => e.Device).HasMaxLength(60);
        builder.HasIndex(e => new { e.AccountId, e.EndedAt });
        builder.HasIndex(e => new { e.EndedAt, e.LastSeenAt });
        builder.HasOne<Account>().WithMany().HasForeignKey(e => e.AccountId);
    }
}
