using Platform.Contracts.Modules;
using Platform.Contracts.Organisation;

namespace Platform.Supplies;

/// <summary>Stored codes of scrapping, with what they stand for.</summary>
internal static class ScrapCodes
{
    public const string Overdue = "supplies-scrap-overdue";

    public static readonly IReadOnlyList<string> Clauses = ["P3-STREETSUPPLY-10b", "P3-STORAGE-05"];

    public static readonly IReadOnlyList<AuditCheckDefinition> Checks =
    [
        new(Overdue, "不合格药具是否及时报废", "隔离的不合格药具应在 30 天内申请报废，批准后 30 天内监销处理。", Clauses, PostKinds.SuppliesManager),
    ];
}
