namespace Platform.Infrastructure.Core;

internal static partial class CorePermissions
{
    public const string ManageKeys = "core.keys.manage";

    /// <summary>Gives a key what the owner holds, also where the creator does not hold it.</summary>
    public const string GrantAnyToKeys = "core.keys.grant-any";

    public const string ReadSecurityRules = "core.security.rules.read";
    public const string ViewSecurity = "core.security.view";
    public const string ManageSecurity = "core.security.manage";
    public const string RecordWeakness = "core.security.weaknesses.record";
    public const string HandleWeakness = "core.security.weaknesses.handle";
    public const string ViewBackups = "core.backup.view";
    public const string ManageBackups = "core.backup.manage";
}
