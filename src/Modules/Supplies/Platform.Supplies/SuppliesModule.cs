using Autofac;
using Platform.Contracts.Access;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Composition;
using Platform.Supplies.Contributions;
using Platform.Supplies.Features.Agreement;
using Platform.Supplies.Features.Demands;
using Platform.Supplies.Features.Dispatches;

namespace Platform.Supplies;

/// <summary>Free supplies: catalogue, stores, batches and the book of every store (P3-STORAGE, P3-DISTRIBUTION, P3-STREETSUPPLY).</summary>
public sealed class SuppliesModule : PlatformModule
{
    public override string Id => SuppliesCodes.ModuleId;

    public override string Name => "药具管理";

    public override string Description => "药具品种和批次，四级库房，入库、发放和明细账。登记的是货，不登记领用的人。";

    public override string TablePrefix => "sup";

    public override bool EnabledByDefault => true;

    public override IReadOnlyList<PermissionDefinition> Permissions =>
    [
        new(SuppliesPermissions.View, "查看药具库存和明细账", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk, Roles.VillageOfficer),
        new(SuppliesPermissions.Catalogue, "维护药具品种和批次", Roles.CountyAdministrator),
        new(SuppliesPermissions.Stores, "设置药具库房、登记药具制度", Roles.CountyAdministrator, Roles.OfficeDirector),
        new(SuppliesPermissions.Post, "药具入库、发放和冲正，登记储存条件和事故", Roles.CountyAdministrator, Roles.OfficeClerk, Roles.VillageOfficer),
        new(SuppliesPermissions.Send, "发出药具（调拨、退回、调剂）", Roles.CountyAdministrator, Roles.OfficeClerk, Roles.VillageOfficer),
        new(SuppliesPermissions.Receive, "验收药具、处理调拨差异", Roles.CountyAdministrator, Roles.OfficeClerk, Roles.VillageOfficer),
        new(SuppliesPermissions.Demand, "申报药具需求", Roles.OfficeClerk, Roles.VillageOfficer),
        new(SuppliesPermissions.ApproveDemands, "审批下级药具需求", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk),
        new(SuppliesPermissions.RecordCounts, "药具盘点", Roles.CountyAdministrator, Roles.OfficeDirector, Roles.OfficeClerk, Roles.VillageOfficer),
        new(SuppliesPermissions.SignCounts, "签字确认药具盘点", Roles.CountyAdministrator, Roles.OfficeDirector),
        new(SuppliesPermissions.ApplyScrap, "申请报废药具、登记监销", Roles.CountyAdministrator, Roles.OfficeClerk, Roles.VillageOfficer),
        new(SuppliesPermissions.ApproveScrap, "审批药具报废申请", Roles.CountyAdministrator, Roles.OfficeDirector),
        new(SuppliesPermissions.Work, "生成演示数据"),
    ];

    public override IReadOnlyList<MenuEntry> Menu =>
    [
        new(Name, "药具库存", "/supplies/stock", SuppliesPermissions.View, "fa-solid fa-boxes-stacked", 10),
        new(Name, "药具入库", "/supplies/receive", SuppliesPermissions.Post, "fa-solid fa-dolly", 20),
        new(Name, "药具发放", "/supplies/issue", SuppliesPermissions.Post, "fa-solid fa-hand-holding-medical", 30),
        new(Name, "药具需求", SuppliesLinks.Demands, SuppliesPermissions.View, "fa-solid fa-clipboard-list", 33),
        new(Name, "药具调拨", SuppliesLinks.Dispatches, SuppliesPermissions.View, "fa-solid fa-truck-ramp-box", 35),
        new(Name, "三级对账", SuppliesLinks.Reconciliation, SuppliesPermissions.View, "fa-solid fa-scale-balanced", 37),
        new(Name, "药具凭证", "/supplies/postings", SuppliesPermissions.View, "fa-solid fa-receipt", 40),
        new(Name, "药具盘点", "/supplies/counts", SuppliesPermissions.View, "fa-solid fa-clipboard-check", 45),
        new(Name, "账卡物核对", SuppliesLinks.Agreement, SuppliesPermissions.View, "fa-solid fa-check-double", 47),
        new(Name, "药具报废", SuppliesLinks.Scraps, SuppliesPermissions.View, "fa-solid fa-trash-can", 48),
        new(Name, "药具批次", "/supplies/batches", SuppliesPermissions.View, "fa-solid fa-barcode", 50),
        new(Name, "药具品种", "/supplies/products", SuppliesPermissions.View, "fa-solid fa-pills", 60),
        new(Name, "药具库房", "/supplies/stores", SuppliesPermissions.View, "fa-solid fa-warehouse", 70),
        new(Name, "储存记录", "/supplies/storage", SuppliesPermissions.View, "fa-solid fa-temperature-half", 75),
        new(Name, "药具制度", "/supplies/rules", SuppliesPermissions.View, "fa-solid fa-scroll", 77),
    ];

    public override IReadOnlyList<DutyDefinition> Duties => [.. SuppliesCodes.Duties, CountCodes.Duty];

    public override IReadOnlyList<AuditCheckDefinition> AuditChecks => [.. SuppliesCodes.Checks, .. CountCodes.Checks, .. ScrapCodes.Checks, .. StorageCodes.Checks];

    public override IReadOnlyList<IndicatorDefinition> Indicators => SuppliesCodes.Indicators;

    public override IReadOnlyList<RecurringJobDefinition> Jobs =>
    [
        new("supplies.agreement", "夜间核对药具账、卡、物", "30 2 * * *", () => new CheckAgreementNightly()),
    ];

    protected override void Register(ContainerBuilder builder)
    {
        builder.RegisterType<LedgerWriter>();
        builder.RegisterType<StoreDesk>();
        builder.RegisterType<StoreTree>();
        builder.RegisterType<KeeperDesk>();
        builder.RegisterType<GoodsPicker>();
        builder.RegisterType<DispatchPicker>();
        builder.RegisterType<DispatchDesk>();
        builder.RegisterType<DemandDesk>();
        builder.RegisterType<DemandCalculator>();
        builder.RegisterType<Unreconciled>();
        builder.RegisterType<CountDesk>();
        builder.RegisterType<BookComparer>();
        builder.RegisterType<AgreementDesk>();
        builder.RegisterType<ScrapDesk>();
    }
}
