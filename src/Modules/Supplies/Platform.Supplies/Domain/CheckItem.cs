using System.Numerics;
using Platform.Contracts.Messaging;

namespace Platform.Supplies.Domain;

/// <summary>
/// What both sides look at when goods change hands (P3-STREETSUPPLY-09a/b): the ten checks of 三查六对 (three on the paper; the clause lists seven on the goods), the eight
/// visible faults that must not be there, and the label items that must.
/// </summary>
internal enum CheckItem
{
    Consignee, Seal, VoucherDate,
    ItemNumber, Name, Specification, Dose, Unit, Quantity, Pack,
    NoDiscolouring, NoDamp, NoCaking, NoMelting, NoMould, NoSmell, NoSediment, NoDirt,
    LabelName, LabelSpecification, LabelApproval, LabelBatch, LabelExpiry, LabelYears,
}

/// <summary>Which checks were made. Stored as bits in the order of <see cref="CheckItem"/>.</summary>
internal static class Checklist
{
    /// <summary>The three on the paper and the seven on the goods.</summary>
    public static readonly IReadOnlyList<CheckItem> Ten = [.. Enum.GetValues<CheckItem>().Where(c => c <= CheckItem.Pack)];

    public static readonly IReadOnlyList<CheckItem> Faults = [.. Enum.GetValues<CheckItem>().Where(c => c is >= CheckItem.NoDiscolouring and <= CheckItem.NoDirt)];

    public static readonly IReadOnlyList<CheckItem> Labels = [.. Enum.GetValues<CheckItem>().Where(c => c >= CheckItem.LabelName)];

    public static int Bits(IEnumerable<CheckItem> items) => items.Aggregate(0, (bits, item) => bits | (1 << (int)item));

    public static int Count(int bits) => BitOperations.PopCount((uint)bits);

    public static bool Has(int bits, CheckItem item) => (bits & (1 << (int)item)) != 0;

    /// <summary>The bits of a complete list. Refuses CHECKLIST_INCOMPLETE and names what was left out.</summary>
    /// <param name="sound">Goods are passed as sound: faults and labels count too. False: all of it is set apart.</param>
    public static int Complete(IReadOnlyList<CheckItem>? done, bool sound)
    {
        var bits = Bits(done ?? []);
        List<CheckItem> missing = [.. (sound ? Ten.Concat(Faults).Concat(Labels) : Ten).Where(c => !Has(bits, c))];
        return missing.Count == 0
            ? bits
            : throw new RefusalException(
                "CHECKLIST_INCOMPLETE", $"三查六对没有做完：{string.Join('、', missing.Select(Text))}。有一项不符的，不要勾选，先处理这批药具。", RefusalKind.Refused,
                [new FieldError("Checks", $"还有 {missing.Count} 项没有核对")]);
    }

    public static string Text(CheckItem item) => item switch
    {
        CheckItem.Consignee => "查收货单位",
        CheckItem.Seal => "查票据印鉴",
        CheckItem.VoucherDate => "查开票时间",
        CheckItem.ItemNumber => "对货号",
        CheckItem.Name => "对品名",
        CheckItem.Specification => "对规格",
        CheckItem.Dose => "对剂量",
        CheckItem.Unit => "对单位",
        CheckItem.Quantity => "对数量",
        CheckItem.Pack => "对包装",
        CheckItem.NoDiscolouring => "无变色",
        CheckItem.NoDamp => "无吸潮",
        CheckItem.NoCaking => "无结块",
        CheckItem.NoMelting => "无溶化",
        CheckItem.NoMould => "无生霉",
        CheckItem.NoSmell => "无异臭",
        CheckItem.NoSediment => "无沉淀",
        CheckItem.NoDirt => "无污染",
        CheckItem.LabelName => "标有品名",
        CheckItem.LabelSpecification => "标有规格",
        CheckItem.LabelApproval => "标有批准文号",
        CheckItem.LabelBatch => "标有生产批号",
        CheckItem.LabelExpiry => "标有有效期",
        _ => "标有使用年限",
    };
}
