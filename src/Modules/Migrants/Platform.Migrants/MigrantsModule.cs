using Autofac;
using Platform.Contracts.Access;
using Platform.Contracts.Modules;
using Platform.Deadlines;
using Platform.Infrastructure.Composition;
using Platform.Migrants.Domain;
using Platform.Migrants.Features.Exchange;
using Platform.Migrants.Features.Inquiries;

namespace Platform.Migrants;

/// <summary>People on the move: the register, its quarterly check, inquiries between regions with two clocks, the county's work on the exchange platform (P3-MIG…, P4-MIG…).</summary>
public sealed class MigrantsModule : PlatformModule
{
    public override string Id => MigrantCodes.ModuleId;

    public override string Name => "流动人口";

    public override string Description => "流入流出登记和季度核对，跨区域查询（经本人同意）和答复期限，信息平台工作记录。不登记婚育、避孕和健康情况。";

    public override string TablePrefix => "mig";

    public override bool EnabledByDefault => true;

    public override IReadOnlyList<PermissionDefinition> Permissions =>
    [
        new(MigrantPermissions.View, "查看流动人口登记和查询（不含姓名）", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk, Roles.VillageOfficer),
        new(MigrantPermissions.Register, "登记、核对流动人口（可见姓名）", Roles.OfficeDirector, Roles.OfficeClerk, Roles.VillageOfficer),
        new(MigrantPermissions.Office, "全乡镇登记、移交和答复跨区域查询、月报", Roles.OfficeDirector, Roles.OfficeClerk),
        new(MigrantPermissions.Reveal, "查看完整身份证号、电话和住址", Roles.OfficeDirector, Roles.OfficeClerk),
        new(MigrantPermissions.Direct, "督办逾期查询", Roles.OfficeDirector, Roles.CountyAdministrator),
        new(MigrantPermissions.Bureau, "县级信息平台工作：登录、发出和接收查询", Roles.CountyAdministrator),
        new(MigrantPermissions.Work, "生成演示数据、登记来件期限"),
    ];

    public override IReadOnlyList<MenuEntry> Menu =>
    [
        new(Name, "流动人口登记", MigrantLinks.Register, MigrantPermissions.View, "fa-solid fa-people-arrows", 10),
        new(Name, "季度核对", MigrantLinks.Checks, MigrantPermissions.View, "fa-solid fa-clipboard-check", 20),
        new(Name, "流出流入匹配", MigrantLinks.Matches, MigrantPermissions.View, "fa-solid fa-link", 30),
        new(Name, "跨区域查询", MigrantLinks.Inquiries, MigrantPermissions.View, "fa-solid fa-circle-question", 40),
        new(Name, "查询移交", MigrantLinks.Handovers, MigrantPermissions.View, "fa-solid fa-share-from-square", 50),
        new(Name, "流动人口月报", MigrantLinks.Reports, MigrantPermissions.View, "fa-solid fa-chart-column", 60),
        new(Name, "信息平台工作", MigrantLinks.Bureau, MigrantPermissions.Bureau, "fa-solid fa-tower-broadcast", 70),
    ];

    public override IReadOnlyList<DutyDefinition> Duties => MigrantCodes.Duties;

    public override IReadOnlyList<AuditCheckDefinition> AuditChecks => MigrantCodes.Checks;

    public override IReadOnlyList<IndicatorDefinition> Indicators => MigrantCodes.Indicators;

    public override IReadOnlyList<RecurringJobDefinition> Jobs =>
    [
        new("migrants.arrivals", "登记跨区域来件的答复期限", "*/10 * * * *", () => new TrackArrivals()),
    ];

    protected override void Register(ContainerBuilder builder)
    {
        builder.RegisterType<MigrantDesk>();
        builder.RegisterType<MatchFinder>();
        builder.RegisterType<InquiryDesk>();
        builder.RegisterType<BureauScope>();
        builder.RegisterType<ExchangeKeys>();
        builder.RegisterType<MigrantDeadlines>().As<IDeadlineRuleSource>();
    }
}
