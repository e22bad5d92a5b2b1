using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Supplies.Domain;

/// <summary>
/// Temperature and humidity in a store as somebody read them (P3-STORAGE-01). Never changed: a correction is a new reading, and the old one stays, struck.
/// </summary>
[Label("储存条件记录")]
internal sealed class StorageReading : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("库房")]
    public Guid StoreId { get; init; }

    [Label("日期")]
    public DateOnly Day { get; init; }

    [Label("时间")]
    public TimeOnly Time { get; init; }

    /// <summary>°C.</summary>
    [Label("温度")]
    public decimal Temperature { get; init; }

    /// <summary>Relative humidity in percent.</summary>
    [Label("相对湿度")]
    public decimal Humidity { get; init; }

    /// <summary>Outside the limits the store had when it was entered.</summary>
    [Label("超出范围")]
    public bool OutOfLimits { get; init; }

    /// <summary>What was done about it.</summary>
    [Label("采取的措施")]
    public string Measure { get; init; } = "";

    /// <summary>Who read the instrument.</summary>
    [Label("测记人")]
    public string ReadBy { get; init; } = "";

    [Label("登记账号")]
    public Guid EnteredBy { get; init; }

    [Label("登记人")]
    public string EnteredByName { get; init; } = "";

    [Label("登记时间")]
    public DateTimeOffset EnteredAt { get; init; }

    /// <summary>The reading this one corrects; empty: none.</summary>
    [Label("更正的记录")]
    public Guid Replaces { get; init; }

    /// <summary>Null: it counts.</summary>
    [Label("划去时间")]
    public DateTimeOffset? StruckAt { get; set; }

    [Label("划去人")]
    public string StruckBy { get; set; } = "";

    [Label("划去原因")]
    public string StruckReason { get; set; } = "";
}

internal enum ReadingState { Normal, OutOfLimits, Corrected, Struck }

internal enum IncidentKind { Damp, Pests, Leakage, Breakage, Theft, Fire, Other }

/// <summary>An accident in a store, or goods that were lost there (P3-STORAGE-01). What it takes from the stock is posted in the book.</summary>
[Label("药具事故损耗")]
internal sealed class StorageIncident : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("库房")]
    public Guid StoreId { get; init; }

    [Label("类别")]
    public IncidentKind Kind { get; set; }

    [Label("发生日期")]
    public DateOnly Day { get; set; }

    [Label("经过")]
    public required string What { get; set; }

    /// <summary>Goods concerned; empty: none, or of several batches.</summary>
    [Label("批次")]
    public Guid BatchId { get; set; }

    /// <summary>Base units lost; null: not known, or nothing.</summary>
    [Label("损失数量")]
    public long? Quantity { get; set; }

    /// <summary>The posting of the store by which it stands in the book; empty: none yet.</summary>
    [Label("凭证")]
    public Guid PostingId { get; set; }

    [Label("采取的措施")]
    public string Measure { get; set; } = "";

    /// <summary>Null: open.</summary>
    [Label("办结日期")]
    public DateOnly? ClosedOn { get; set; }

    [Label("办结人")]
    public string ClosedByName { get; set; } = "";

    [Label("登记账号")]
    public Guid EnteredBy { get; init; }

    [Label("登记人")]
    public string EnteredByName { get; init; } = "";

    [Label("登记时间")]
    public DateTimeOffset EnteredAt { get; init; }

    public Guid Version { get; set; }
}

/// <summary>A rule on supplies that is or was in force at a site (P3-STREETSUPPLY-01, P3-STREETSUPPLY-14a); its text is attached.</summary>
[Label("药具制度")]
internal sealed class SupplyRule : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("标题")]
    public required string Title { get; set; }

    /// <summary>Who issued it.</summary>
    [Label("制发单位")]
    public required string Issuer { get; set; }

    /// <summary>文号; empty: it has none.</summary>
    [Label("文号")]
    public string Number { get; set; } = "";

    [Label("施行日期")]
    public DateOnly InForceFrom { get; set; }

    /// <summary>First day it no longer holds; null: in force.</summary>
    [Label("废止（替代）日期")]
    public DateOnly? ReplacedOn { get; set; }

    /// <summary>What took its place, or why it no longer holds.</summary>
    [Label("替代说明")]
    public string ReplacedBy { get; set; } = "";

    [Label("登记人")]
    public string EnteredByName { get; init; } = "";

    public Guid Version { get; set; }

    public bool InForceOn(DateOnly day) => InForceFrom <= day && (ReplacedOn is not { } last || day < last);

    public static string RefOf(Guid id) => $"{RefPrefix}{id}";

    public const string RefPrefix = "supplies-rule:";
}

/// <summary>What storage must keep to. Without database.</summary>
internal static class StorageRules
{
    /// <summary>常温.</summary>
    public const int MinTemperature = 10;
    public const int MaxTemperature = 30;
    public const int MinHumidity = 35;
    public const int MaxHumidity = 75;

    public static bool OutOfLimits(Store store, decimal temperature, decimal humidity) =>
        temperature < store.MinTemperature || temperature > store.MaxTemperature || humidity < store.MinHumidity || humidity > store.MaxHumidity;

    public static string LimitsOf(Store store) => LimitsText(store.MinTemperature, store.MaxTemperature, store.MinHumidity, store.MaxHumidity);

    public static string LimitsText(int minTemperature, int maxTemperature, int minHumidity, int maxHumidity) =>
        $"温度 {minTemperature}～{maxTemperature} ℃，相对湿度 {minHumidity}～{maxHumidity}%";
}
