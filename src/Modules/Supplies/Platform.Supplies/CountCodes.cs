using Platform.Contracts.Modules;
using Platform.Contracts.Organisation;

namespace Platform.Supplies;

/// <summary>Stored codes of counting, with what they stand for.</summary>
internal static class CountCodes
{
    public const string StockCount = "stock-count-quarterly";
    public const string Uncounted = "supplies-uncounted";
    public const string CountDiffers = "supplies-count-differs";

    public static readonly IReadOnlyList<string> Clauses = ["P3-STREETSUPPLY-10a", "P3-STORAGE-04"];

    public static readonly DutyDefinition Duty = new(
        StockCount, "季度盘点", DutyLevel.Site, Cadence.Quarterly, 0, 31, "药具管理员", "已签字的盘点表", Clauses, EvidenceLink: "/supplies/counts?ref={ref}", EntryLink: "/supplies/counts");

    public static readonly IReadOnlyList<AuditCheckDefinition> Checks =
    [
        new(Uncounted, "季末是否盘点", "药具应按季度定期盘点，发现盈亏应查清原因。", Clauses, PostKinds.SuppliesManager),
        new(CountDiffers, "账物是否相符", "盘点当天的账面结存应等于实盘数。", Clauses, PostKinds.SuppliesManager),
    ];
}
