using Autofac;
using Platform.Contracts.Access;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Composition;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Deadlines;
using Platform.Infrastructure.Deadlines.Redating;
using Platform.Infrastructure.Divisions.Changes;
using Platform.Infrastructure.Files.Storage;
using Platform.Infrastructure.Mail;
using Platform.Infrastructure.Protection.Retention;
using Platform.Infrastructure.Security;
using Platform.Infrastructure.Trail;

namespace Platform.Infrastructure.Core;

/// <summary>The shared ground as a module: always on, permissions and menu of the administration.</summary>
public sealed class CoreModule : PlatformModule
{
    internal const string Prefix = "core";

    public override string Id => "core";

    public override string Name => "基础平台";

    public override string Description => "区划、人员、账号、工作日历和期限、模块开关和操作日志。";

    public override string TablePrefix => Prefix;

    public override bool AlwaysOn => true;

    public override IReadOnlyList<PermissionDefinition> Permissions =>
    [
        new(CorePermissions.ManageModules, "启用和停用模块", Roles.SystemAdministrator, Roles.CountyAdministrator),
        new(CorePermissions.ManageDivisions, "导入和维护区划", Roles.SystemAdministrator),
        new(CorePermissions.ViewDivisions, "查看区划", Roles.SystemAdministrator, Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk, Roles.VillageOfficer, Roles.Observer),
        new(CorePermissions.ManageCalendar, "维护工作日历", Roles.SystemAdministrator),
        new(CorePermissions.ViewCalendar, "查看工作日历", Roles.SystemAdministrator, Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk, Roles.VillageOfficer, Roles.Observer),
        new(CorePermissions.ViewDeadlines, "查看期限台账", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk, Roles.Observer),
        new(CorePermissions.ManageStaff, "维护人员名册", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk),
        new(CorePermissions.ViewStaff, "查看人员名册", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk, Roles.Observer),
        new(CorePermissions.RevealStaff, "查看人员完整的手机号、身份证号", Roles.CountyAdministrator, Roles.OfficeDirector),
        new(CorePermissions.ManageDataRequests, "受理本人查阅个人信息", Roles.CountyAdministrator, Roles.OfficeDirector),
        new(CorePermissions.ViewRetention, "查看留存与清除", Roles.SystemAdministrator, Roles.CountyAdministrator),
        new(CorePermissions.ManageRetention, "修改留存期限", Roles.SystemAdministrator),
        new(CorePermissions.ManageAccounts, "管理账号", Roles.SecurityAdministrator, Roles.CountyAdministrator),
        new(CorePermissions.GrantAdministrators, "管理管理员账号", Roles.SecurityAdministrator),
        new(CorePermissions.ManageSessions, "查看登录记录、强制退出", Roles.SecurityAdministrator),
        new(CorePermissions.ViewJobs, "查看后台任务", Roles.SystemAdministrator),
        new(CorePermissions.ViewTrail, "查看操作日志", Roles.AuditAdministrator),
        new(CorePermissions.VerifyTrail, "校验操作日志", Roles.AuditAdministrator),
        new(CorePermissions.ViewApi, "查看接口说明", Roles.SystemAdministrator, Roles.CountyAdministrator),
        new(CorePermissions.ViewCoverage, "查看职责对照", [.. Roles.Names.Keys]),
        new(MailPermissions.View, "查看邮件发送情况", Roles.SystemAdministrator),
        new(MailPermissions.Send, "发送邮件"),
        .. SecurityDefinitions.Permissions,
    ];

    public override IReadOnlyList<MenuEntry> Menu =>
    [
        new("期限管理", "期限台账", "/deadlines", CorePermissions.ViewDeadlines, "fa-solid fa-hourglass-half", 700),
        new("期限管理", "期限计算", "/deadlines/calculate", CorePermissions.ViewCalendar, "fa-solid fa-calculator", 710),
        new("单位与人员", "人员名册", "/staff", CorePermissions.ViewStaff, "fa-solid fa-users", 800),
        new("履职监督", "职责对照", "/coverage", CorePermissions.ViewCoverage, "fa-solid fa-table-list", 95),
        new("单位与人员", "个人信息查阅", "/data-requests", CorePermissions.ManageDataRequests, "fa-solid fa-id-card", 860),
        new("系统管理", "留存与清除", "/admin/retention", CorePermissions.ViewRetention, "fa-solid fa-broom", 960),
        new("系统管理", "区划管理", "/divisions", CorePermissions.ViewDivisions, "fa-solid fa-sitemap", 930),
        new("系统管理", "工作日历", "/admin/calendar", CorePermissions.ViewCalendar, "fa-solid fa-calendar-days", 940),
        new("系统管理", "模块开关", "/admin/modules", CorePermissions.ManageModules, "fa-solid fa-toggle-on", 910),
        new("系统管理", "账号管理", "/admin/accounts", CorePermissions.ManageAccounts, "fa-solid fa-user-gear", 920),
        new("系统管理", "在线登录", "/admin/sessions", CorePermissions.ManageSessions, "fa-solid fa-plug", 922),
        new("系统管理", "登录记录", "/admin/sign-ins", CorePermissions.ManageSessions, "fa-solid fa-right-to-bracket", 924),
        new("系统管理", "操作日志", "/admin/trail", CorePermissions.ViewTrail, "fa-solid fa-clock-rotate-left", 960),
        new("系统管理", "后台任务", "/jobs", CorePermissions.ViewJobs, "fa-solid fa-gears", 980),
        new("系统管理", "接口说明", "/api-docs", CorePermissions.ViewApi, "fa-solid fa-code", 990),
        new("系统管理", "邮件发送", "/admin/mail", MailPermissions.View, "fa-solid fa-envelope", 985),
        .. SecurityDefinitions.Menu,
    ];

    public override IReadOnlyList<RecurringJobDefinition> Jobs =>
    [
        new("core.verify-trail", "校验操作日志", "40 1 * * *", () => new VerifyTrailNightly()),
        new("core.apply-retention", "按期清除到期的个人信息", "*/10 1-4 * * *", () => new ApplyRetention()),
        new("core.delete-expired-files", "删除过期的导入文件", "20 3 * * *", () => new DeleteExpiredFiles()),
        new("core.redate-deadlines", "放假安排导入后重算期限", "* * * * *", () => new ContinueRedating()),
        new("core.refresh-statistics", "更新数据库统计信息（SQLite）", "25 * * * *", () => new RefreshStatistics()),
        new("core.apply-division-changes", "到期的区划变更生效", "5 0 * * *", () => new ApplyPlannedChanges()),
        new("core.send-mail", "发送邮件", "* * * * *", () => new SendMail()),
        .. SecurityDefinitions.Jobs,
    ];

    protected override void Register(ContainerBuilder builder)
    {
        builder.RegisterType<DeadlineRules>().SingleInstance();
        builder.RegisterType<RedatingPlanner>();
        builder.RegisterType<DeadlineRedater>().SingleInstance();
    }
}

internal static partial class CorePermissions
{
    public const string ManageModules = "core.modules.manage";
    public const string ManageDivisions = "core.divisions.manage";
    public const string ViewDivisions = "core.divisions.view";
    public const string ManageCalendar = "core.calendar.manage";
    public const string ViewCalendar = "core.calendar.view";
    public const string ViewDeadlines = DeadlinePermissions.View;
    public const string ManageStaff = "core.staff.manage";
    public const string ViewStaff = "core.staff.view";
    public const string RevealStaff = "core.staff.reveal";
    public const string ManageDataRequests = "core.data-requests.manage";
    public const string ViewRetention = "core.retention.view";
    public const string ManageRetention = "core.retention.manage";
    public const string ManageAccounts = "core.accounts.manage";
    public const string GrantAdministrators = "core.accounts.administrators";
    public const string ViewTrail = "core.trail.view";
    public const string VerifyTrail = "core.trail.verify";
    public const string ManageSessions = "core.sessions.manage";
    public const string ViewJobs = "core.jobs.view";
    public const string ViewApi = "core.api.view";
    public const string ViewCoverage = "core.coverage.view";
}
