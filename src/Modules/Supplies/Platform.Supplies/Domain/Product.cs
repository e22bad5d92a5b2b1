using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Supplies.Domain;

/// <summary>
/// A product in the catalogue of a division, for itself and all below it. Quantities are kept in base units everywhere; packs only show them (P3-DISTRIBUTION-03).
/// </summary>
[Label("药具品种")]
internal sealed class Product : Entity, IVersioned
{
    /// <summary>The division that keeps the catalogue.</summary>
    public int DivisionId { get; init; }

    [Label("区划下限")]
    public int Lo { get; init; }

    [Label("区划上限")]
    public int Hi { get; init; }

    /// <summary>Item number (货号), unique in the catalogue.</summary>
    [Label("货号")]
    public required string Code { get; set; }

    [Label("品名")]
    public required string Name { get; set; }

    [Label("规格")]
    public string Specification { get; set; } = "";

    [Label("剂量")]
    public string Dose { get; set; } = "";

    /// <summary>Base unit, for example 只, 板, 支.</summary>
    [Label("单位")]
    public required string Unit { get; set; }

    /// <summary>GS1 number of the base unit or its smallest pack, 14 digits; empty: none is known.</summary>
    [Label("商品条码（GTIN）")]
    public string Gtin { get; set; } = "";

    /// <summary>Only medical institutions hand it out (intrauterine devices).</summary>
    [Label("限医疗机构")]
    public bool InstitutionOnly { get; set; }

    public bool Active { get; set; } = true;

    public Guid Version { get; set; }

    /// <summary>Name with what tells it from others of the name.</summary>
    public string Text => TextOf(Name, Specification, Dose);

    public static string TextOf(string name, string specification, string dose) => string.Join(' ', new[] { name, specification, dose }.Where(t => t.Length > 0));
}

/// <summary>A pack of a product: so many base units.</summary>
[Label("药具包装")]
internal sealed class ProductPack : Entity
{
    [Label("品种")]
    public Guid ProductId { get; init; }

    public required string Name { get; init; }

    [Label("每包装单位数")]
    public int Units { get; init; }
}

/// <summary>How quantities are shown.</summary>
internal static class PackText
{
    /// <summary>Base units, and the same in packs from the largest down: 1250 只（1 箱 2 盒 50 只）.</summary>
    public static string Of(long quantity, string unit, IEnumerable<(string Name, int Units)> packs)
    {
        var (left, parts) = (Math.Abs(quantity), new List<string>());
        foreach (var (name, units) in packs.Where(p => p.Units > 1).OrderByDescending(p => p.Units))
        {
            if (left / units is > 0 and var count)
            {
                parts.Add($"{count} {name}");
                left %= units;
            }
        }

        if (parts.Count == 0)
        {
            return $"{quantity} {unit}";
        }

        return $"{quantity} {unit}（{(quantity < 0 ? "−" : "")}{string.Join(' ', parts)}{(left > 0 ? $" {left} {unit}" : "")}）";
    }
}
