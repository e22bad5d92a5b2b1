using Platform.Contracts.Modules;
using Platform.Contracts.Organisation;

namespace Platform.Supplies;

/// <summary>Stored codes of keeping goods, with what they stand for.</summary>
internal static class StorageCodes
{
    public const string NoCabinet = "supplies-no-cabinet";

    public static readonly IReadOnlyList<string> StoreClauses = ["P3-STORAGE-02", "P3-STORAGE-03", "P3-DISTRIBUTION-01", "P3-STREETSUPPLY-00", "P3-STREETSUPPLY-01", "P3-STREETSUPPLY-09a"];

    public static readonly IReadOnlyList<string> ReadingClauses = ["P3-STORAGE-01"];

    public static readonly IReadOnlyList<string> RuleClauses = ["P3-STREETSUPPLY-01", "P3-STREETSUPPLY-14a"];

    public static readonly IReadOnlyList<AuditCheckDefinition> Checks =
    [
        new(NoCabinet, "有无药具专用柜", "街道、社区应有药具专用柜。", ["P3-STORAGE-02", "P3-STREETSUPPLY-09a"], PostKinds.SuppliesManager),
    ];
}
