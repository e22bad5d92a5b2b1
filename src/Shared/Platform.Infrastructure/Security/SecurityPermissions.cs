namespace Platform.Infrastructure.Core;

internal static partial class CorePermissions
{
    public const string ManageKeys = "core.keys.manage";

    /// <summary>Gives a key what the owner holds, also where the creator does not hold it.</summary>
    public const string GrantAnyToKeys = "core.keys.grant-any";
}
