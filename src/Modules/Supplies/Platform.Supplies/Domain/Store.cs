using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Supplies.Domain;

/// <summary>The four levels of stores; free points and workplaces stand beside the communities.</summary>
internal enum StoreLevel { County, Township, Community, Point }

/// <summary>In which order batches leave a store (P3-STREETSUPPLY-09a 先产先出; P3-STORAGE-03 先进先出).</summary>
internal enum PickingOrder { FirstProduced, FirstIn, FirstExpired }

/// <summary>A place where supplies are kept, with its ledger.</summary>
[Label("药具库房")]
internal sealed class Store : Entity, ISiteOwned, IVersioned
{
    /// <summary>The county for its own store, the township for its own and those below it.</summary>
    public int SiteId { get; init; }

    [Label("级别")]
    public StoreLevel Level { get; init; }

    /// <summary>Of a community's store; empty otherwise.</summary>
    public Guid VillageId { get; init; }

    public required string Name { get; set; }

    /// <summary>The store it is supplied from; empty: from outside.</summary>
    [Label("上级库房")]
    public Guid ParentId { get; set; }

    /// <summary>Who keeps it; empty: nobody is named. Schooling and certificates stand with the person.</summary>
    [Label("保管人")]
    public Guid KeeperId { get; set; }

    [Label("出库顺序")]
    public PickingOrder Picking { get; set; }

    /// <summary>Batches with fewer days left do not leave the store.</summary>
    [Label("最少剩余天数")]
    public int MinDaysLeft { get; set; } = 30;

    /// <summary>Only whole packs leave it, of the largest pack of the product.</summary>
    [Label("整包装出库")]
    public bool WholePacks { get; set; }

    /// <summary>°C; likewise <see cref="MaxTemperature"/>. What is read outside needs a measure.</summary>
    [Label("温度下限")]
    public int MinTemperature { get; set; } = StorageRules.MinTemperature;

    [Label("温度上限")]
    public int MaxTemperature { get; set; } = StorageRules.MaxTemperature;

    /// <summary>Relative humidity in percent; likewise <see cref="MaxHumidity"/>.</summary>
    [Label("湿度下限")]
    public int MinHumidity { get; set; } = StorageRules.MinHumidity;

    [Label("湿度上限")]
    public int MaxHumidity { get; set; } = StorageRules.MaxHumidity;

    public bool Active { get; set; } = true;

    public Guid Version { get; set; }
}
