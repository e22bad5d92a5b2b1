using Platform.Contracts.Modules;
using Platform.Contracts.Organisation;

namespace Platform.Supplies;

/// <summary>Stored codes of the area, with what they stand for.</summary>
internal static class SuppliesCodes
{
    public const string ModuleId = "supplies";

    public const string ExpiredOnShelf = "supplies-expired-on-shelf";
    public const string BookAgainstCard = "supplies-book-against-card";
    public const string BelowZero = "supplies-below-zero";
    public const string KeeperWithoutCertificate = "supplies-keeper-without-certificate";

    public const string Unreconciled = "supplies-unreconciled";
    public const string CollectQuarterly = "supply-collect-quarterly";
    public const string StockCover = "supplies-stock-cover";

    public static readonly IReadOnlyList<string> LedgerClauses = ["P3-STREETSUPPLY-03", "P3-STREETSUPPLY-05a", "P3-DISTRIBUTION-06"];
    public static readonly IReadOnlyList<string> PickingClauses = ["P3-STREETSUPPLY-09a", "P3-STORAGE-03", "P3-DISTRIBUTION-05"];
    public static readonly IReadOnlyList<string> CatalogueClauses = ["P3-DISTRIBUTION-03"];
    public static readonly IReadOnlyList<string> StoreClauses = ["P3-DISTRIBUTION-01", "P3-STREETSUPPLY-01", "P3-STORAGE-02"];

    public static readonly IReadOnlyList<string> DemandClauses = ["P3-DISTRIBUTION-01", "P3-DISTRIBUTION-03", "P3-STREETSUPPLY-04", "P3-STREETSUPPLY-12", "P3-STREETSUPPLY-09a"];

    public static readonly IReadOnlyList<string> DispatchClauses = ["P3-DISTRIBUTION-04a", "P3-DISTRIBUTION-04b", "P3-STREETSUPPLY-12", "P3-STREETSUPPLY-09b"];

    public static readonly IReadOnlyList<DutyDefinition> Duties =
    [
        new(CollectQuarterly, "按季度领取药具", DutyLevel.Site, Cadence.Quarterly, 0, 31, "药具管理人员", "县级下拨并已验收的调拨单", ["P3-STREETSUPPLY-12", "P3-DISTRIBUTION-04a"],
            EvidenceLink: "/supplies/dispatches/{ref}", ScoredByDefault: false, EntryLink: "/supplies/dispatches"),
    ];

    public static readonly IReadOnlyList<AuditCheckDefinition> Checks =
    [
        new(ExpiredOnShelf, "有无过期药具在库", "过期的药具不得发放，须隔离并申请报废。", PickingClauses, PostKinds.SuppliesManager),
        new(BookAgainstCard, "账卡是否相符", "每张库存卡的结存应等于明细账各笔之和。", LedgerClauses, PostKinds.SuppliesManager),
        new(BelowZero, "有无负库存", "任何一天的结存都不能小于零。", LedgerClauses, PostKinds.SuppliesManager),
        new(Unreconciled, "上下级调拨账是否相符", "发出的药具应在 7 个工作日内由收货方验收，有拒收或短少的应结清。", ["P3-STREETSUPPLY-05a", "P3-STORAGE-04"], PostKinds.SuppliesManager),
        new(KeeperWithoutCertificate, "保管人是否持证", "乡镇药具管理人员应具有高中（中专）以上文化程度，经市以上专业培训考核合格后持证上岗。", ["P3-STREETSUPPLY-00"], PostKinds.OfficeDirector),
    ];

    public static readonly IReadOnlyList<IndicatorDefinition> Indicators =
    [
        new(StockCover, "药具库存周转量", IndicatorKind.StockCover, DutyLevel.Site, "库存够三个月用量的品种", "近三个月发放过的品种", 1m, 10m, ["P3-STREETSUPPLY-09a"]),
    ];
}
