using Platform.Contracts.Access;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Security.Backups;

namespace Platform.Infrastructure.Security;

/// <summary>Permissions, menu and jobs of keys and information security; the core module takes them in.</summary>
internal static class SecurityDefinitions
{
    private static readonly string[] Readers =
    [
        Roles.SystemAdministrator, Roles.SecurityAdministrator, Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk, Roles.VillageOfficer, Roles.Observer,
    ];

    public static IReadOnlyList<PermissionDefinition> Permissions =>
    [
        new(CorePermissions.ManageKeys, "管理接口密钥", Roles.SecurityAdministrator, Roles.CountyAdministrator),
        new(CorePermissions.GrantAnyToKeys, "授予接口密钥本人没有的权限", Roles.SecurityAdministrator),
        new(CorePermissions.ReadSecurityRules, "阅读信息安全制度", Readers),
        new(CorePermissions.ViewSecurity, "查看信息安全登记", Roles.SystemAdministrator, Roles.SecurityAdministrator, Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk),
        new(CorePermissions.ManageSecurity, "维护信息安全制度和专人专机", Roles.SecurityAdministrator, Roles.CountyAdministrator),
        new(CorePermissions.RecordWeakness, "登记薄弱环节和隐患", Roles.SystemAdministrator, Roles.SecurityAdministrator, Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk),
        new(CorePermissions.HandleWeakness, "办理薄弱环节和隐患", Roles.SecurityAdministrator, Roles.CountyAdministrator, Roles.OfficeDirector),
        new(CorePermissions.ViewBackups, "查看备份记录", Roles.SystemAdministrator, Roles.SecurityAdministrator),
        new(CorePermissions.ManageBackups, "备份和恢复测试", Roles.SystemAdministrator),
    ];

    public static IReadOnlyList<MenuEntry> Menu =>
    [
        new("信息安全", "信息安全制度", "/security/rules", CorePermissions.ReadSecurityRules, "fa-solid fa-book", 850),
        new("信息安全", "薄弱环节和隐患", "/security/weaknesses", CorePermissions.ViewSecurity, "fa-solid fa-triangle-exclamation", 855),
        new("信息安全", "专人专机", "/security/named", CorePermissions.ViewSecurity, "fa-solid fa-user-lock", 860),
        new("系统管理", "接口密钥", "/admin/api-keys", CorePermissions.ManageKeys, "fa-solid fa-key", 925),
        new("系统管理", "备份记录", "/admin/backups", CorePermissions.ViewBackups, "fa-solid fa-box-archive", 970),
    ];

    public static IReadOnlyList<RecurringJobDefinition> Jobs =>
    [
        new("core.backup", "每日备份", "30 2 * * *", () => new RunBackup()),
        new("core.backup-test", "每周恢复测试", "0 4 * * 0", () => new TestBackup()),
    ];
}
