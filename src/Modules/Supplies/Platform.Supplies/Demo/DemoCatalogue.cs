using Platform.Contracts.Access;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Demo;

/// <summary>An invented but usual catalogue; the bar codes are of no company.</summary>
internal static class DemoCatalogue
{
    /// <param name="Monthly">Base units a township issues in a month, about.</param>
    internal sealed record Item(string Code, string Name, string Specification, string Dose, string Unit, (string Name, int Units)[] Packs, int Monthly, bool InstitutionOnly = false);

    public static readonly IReadOnlyList<Item> Items =
    [
        new("0101", "天然胶乳橡胶避孕套", "中号 52mm", "", "只", [("盒", 10), ("箱", 1000)], 600),
        new("0102", "天然胶乳橡胶避孕套", "大号 55mm", "", "只", [("盒", 10), ("箱", 1000)], 200),
        new("0201", "复方左炔诺孕酮片", "22 片/板", "0.15mg/0.03mg", "板", [("盒", 10)], 30),
        new("0202", "左炔诺孕酮片", "2 片/盒", "0.75mg", "盒", [("箱", 100)], 12),
        new("0301", "复方庚酸炔诺酮注射液", "1ml", "50mg/5mg", "支", [("盒", 10)], 8, true),
        new("0401", "壬苯醇醚栓", "5 枚/盒", "50mg", "盒", [("箱", 100)], 10),
        new("0501", "宫内节育器", "TCu220C", "", "套", [("盒", 10)], 4, true),
    ];

    public static Product Of(Item item, DivisionScope county) => new()
    {
        DivisionId = county.DivisionId,
        Lo = county.Lo,
        Hi = county.Hi,
        Code = item.Code,
        Name = item.Name,
        Specification = item.Specification,
        Dose = item.Dose,
        Unit = item.Unit,
        Gtin = Gtin(item.Code),
        InstitutionOnly = item.InstitutionOnly,
    };

    // 0699 0000 …: formally right.
    private static string Gtin(string code)
    {
        var digits = $"0699000000{code[..3]}";
        var sum = digits.Select((c, i) => (c - '0') * (i % 2 == 0 ? 3 : 1)).Sum();
        return $"{digits}{(10 - (sum % 10)) % 10}";
    }
}
