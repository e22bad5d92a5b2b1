using Platform.Contracts.Access;
using Platform.Contracts.Messaging;

namespace Platform.Infrastructure.Access;

/// <summary>
/// A request or page that stays open while the account still has to change its password or enrol its second factor; everything else is
/// refused until that is done.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DuringEntryAttribute : Attribute;

/// <summary>What the person is told, and where it is done.</summary>
public static class Holds
{
    public const string PasswordPage = "/me/password";
    public const string SecondFactorPage = "/me/second-factor";

    public static string PageOf(AccountHold hold) => hold == AccountHold.ChangePassword ? PasswordPage : SecondFactorPage;

    internal static RefusalException Refusal(AccountHold hold) => hold == AccountHold.ChangePassword
        ? new("PASSWORD_EXPIRED", "密码是初始密码或已到期，请先修改密码（修改密码页，或接口 PUT /api/me/password），再办理其他事项。", RefusalKind.Forbidden)
        : new("SECOND_FACTOR_REQUIRED", "您的角色须先启用动态口令（动态口令页，或接口 POST /api/me/second-factor），再办理其他事项。", RefusalKind.Forbidden);
}
