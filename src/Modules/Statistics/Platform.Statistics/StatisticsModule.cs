using Autofac;
using Platform.Contracts.Access;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Composition;
using Platform.Statistics.Features.Intake;
using Platform.Statistics.Features.Reports;

namespace Platform.Statistics;

/// <summary>The population ledger, lists received from other offices, and the monthly report (P1-OFFICE-03a, P4-RESSTAT).</summary>
public sealed class StatisticsModule : PlatformModule
{
    public override string Id => StatisticsCodes.ModuleId;

    public override string Name => "人口统计";

    public override string Description => "人口台账和变动，接收名单核对，每月统计报表：编表、校验、分析、签名上报。台账没有婚育、避孕等内容。";

    public override string TablePrefix => "sta";

    public override bool EnabledByDefault => true;

    public override IReadOnlyList<PermissionDefinition> Permissions =>
    [
        new(StatisticsPermissions.View, "查看统计报表和名单进度", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk),
        new(StatisticsPermissions.People, "查看台账和名单中的居民", Roles.OfficeDirector, Roles.OfficeClerk),
        new(StatisticsPermissions.Edit, "登记居民和变动，接收、核对名单", Roles.OfficeClerk),
        new(StatisticsPermissions.Reveal, "查看居民完整证件号、住址", Roles.OfficeDirector, Roles.OfficeClerk),
        new(StatisticsPermissions.Reports, "编制、上报统计月报", Roles.OfficeClerk, Roles.CountyAdministrator),
        new(StatisticsPermissions.Review, "审核签名统计月报", Roles.OfficeDirector, Roles.CountyAdministrator),
        new(StatisticsPermissions.Approve, "批准或退回下级统计月报", Roles.CountyAdministrator),
        new(StatisticsPermissions.Forms, "设置月报表式", Roles.CountyAdministrator),
        new(StatisticsPermissions.Work, "生成演示数据"),
    ];

    public override IReadOnlyList<MenuEntry> Menu =>
    [
        new(Name, "人口台账", StatisticsLinks.Residents, StatisticsPermissions.People, "fa-solid fa-address-book", 10),
        new(Name, "人口变动", StatisticsLinks.Events, StatisticsPermissions.People, "fa-solid fa-right-left", 20),
        new(Name, "接收名单", StatisticsLinks.Intakes, StatisticsPermissions.View, "fa-solid fa-inbox", 30),
        new(Name, "统计月报", StatisticsLinks.Reports, StatisticsPermissions.View, "fa-solid fa-chart-column", 40),
        new(Name, "月报表式", StatisticsLinks.Forms, StatisticsPermissions.View, "fa-solid fa-table-list", 50),
    ];

    public override IReadOnlyList<DutyDefinition> Duties => StatisticsCodes.Duties;

    public override IReadOnlyList<AuditCheckDefinition> AuditChecks => StatisticsCodes.Checks;

    public override IReadOnlyList<IndicatorDefinition> Indicators => StatisticsCodes.Indicators;

    protected override void Register(ContainerBuilder builder)
    {
        builder.RegisterType<LedgerDesk>();
        builder.RegisterType<LedgerBook>();
        builder.RegisterType<Matcher>();
        builder.RegisterType<IntakeDesk>();
        builder.RegisterType<FormReader>();
        builder.RegisterType<ReportBuilder>();
        builder.RegisterType<ReportDesk>();
    }
}
