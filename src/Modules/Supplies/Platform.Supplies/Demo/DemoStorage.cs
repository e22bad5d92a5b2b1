using Platform.Supplies.Domain;

namespace Platform.Supplies.Demo;

/// <summary>How goods are kept in the demo county: cabinets with zones in the townships, one cabinet in each community.</summary>
internal static class DemoStorage
{
    public static IEnumerable<StorageZone> Zones(IEnumerable<Store> townships, IEnumerable<Store> communities, Dictionary<string, Guid> products, DateOnly today)
    {
        foreach (var store in townships)
        {
            yield return Zone(store, "1号柜", "A区", products["0101"], sign: "中号");
            yield return Zone(store, "1号柜", "B区", products["0102"], sign: "大号");
            yield return Zone(store, "2号柜", "口服药区");
            yield return Zone(store, "2号柜", "针剂区", products["0301"], sign: "限医疗机构领用");
            yield return Zone(store, "2号柜", "宫内节育器区", products["0501"], sign: "限医疗机构领用");

            var near = Zone(store, "3号柜", "近效期区", sign: "近效期，先行发放");
            near.ExpiresTo = today.AddMonths(6);
            yield return near;

            var apart = Zone(store, "隔离柜", "");
            apart.Condition = StockCondition.Quarantine;
            yield return apart;
        }

        foreach (var store in communities)
        {
            yield return Zone(store, "药具专用柜", "");
        }
    }

    private static StorageZone Zone(Store store, string cabinet, string zone, Guid product = default, string sign = "") =>
        new() { SiteId = store.SiteId, StoreId = store.Id, Cabinet = cabinet, Dedicated = true, Zone = zone, ProductId = product, Sign = sign };
}
