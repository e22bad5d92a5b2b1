using Platform.Contracts.Access;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Security;

/// <summary>Permissions and menu of keys and information security; the core module takes them in.</summary>
internal static class SecurityDefinitions
{
    public static IReadOnlyList<PermissionDefinition> Permissions =>
    [
        new(CorePermissions.ManageKeys, "管理接口密钥", Roles.SecurityAdministrator, Roles.CountyAdministrator),
        new(CorePermissions.GrantAnyToKeys, "授予接口密钥本人没有的权限", Roles.SecurityAdministrator),
    ];

    public static IReadOnlyList<MenuEntry> Menu =>
    [
        new("系统管理", "接口密钥", "/admin/api-keys", CorePermissions.ManageKeys, "fa-solid fa-key", 925),
    ];
}
