using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Supplies.Domain;

/// <summary>A cabinet of a store, or a zone in one, with what is kept there and the sign that hangs on it (P3-STORAGE-02, P3-STORAGE-03).</summary>
[Label("药具柜和分区")]
internal sealed class StorageZone : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("库房")]
    public Guid StoreId { get; init; }

    /// <summary>Name or number of the cabinet, shelf or room.</summary>
    [Label("药具柜")]
    public required string Cabinet { get; set; }

    /// <summary>Nothing but supplies is kept in it (药具专用柜).</summary>
    [Label("专用柜")]
    public bool Dedicated { get; set; }

    /// <summary>Empty: the whole cabinet.</summary>
    [Label("分区")]
    public string Zone { get; set; } = "";

    /// <summary>Empty: any. The product carries its specification.</summary>
    [Label("品种")]
    public Guid ProductId { get; set; }

    /// <summary>Goods set apart are kept apart.</summary>
    [Label("存放")]
    public StockCondition Condition { get; set; }

    /// <summary>Earliest last day of use that is kept here; null: no limit.</summary>
    [Label("有效期自")]
    public DateOnly? ExpiresFrom { get; set; }

    [Label("有效期至")]
    public DateOnly? ExpiresTo { get; set; }

    /// <summary>What the sign says beyond product and expiry.</summary>
    [Label("挂牌文字")]
    public string Sign { get; set; } = "";

    /// <summary>Null: in use.</summary>
    [Label("停用日期")]
    public DateOnly? ClosedOn { get; set; }

    [Label("停用原因")]
    public string CloseReason { get; set; } = "";

    public Guid Version { get; set; }

    /// <summary>1号柜 A区.</summary>
    public string Text => Zone.Length == 0 ? Cabinet : $"{Cabinet} {Zone}";
}

/// <summary>In which zone goods belong. Without database.</summary>
internal static class ZoneRules
{
    /// <summary>Goods without a known last day fit only where no range is set.</summary>
    public static bool Fits(StorageZone zone, Guid productId, DateOnly? expiresOn, StockCondition condition) =>
        zone.ClosedOn is null && zone.Condition == condition && (zone.ProductId == Guid.Empty || zone.ProductId == productId)
        && (zone.ExpiresFrom is not { } from || expiresOn >= from) && (zone.ExpiresTo is not { } to || expiresOn <= to);

    /// <summary>The zone that says most about the goods: the product before the range of expiry, both before a zone for everything. Null: none fits.</summary>
    public static StorageZone? Of(IEnumerable<StorageZone> zones, Guid productId, DateOnly? expiresOn, StockCondition condition) =>
        zones.Where(z => Fits(z, productId, expiresOn, condition))
            .OrderBy(z => z.ProductId == Guid.Empty).ThenBy(z => z.ExpiresFrom is null && z.ExpiresTo is null)
            .ThenBy(z => z.Cabinet, StringComparer.Ordinal).ThenBy(z => z.Zone, StringComparer.Ordinal).ThenBy(z => z.Id).FirstOrDefault();
}
