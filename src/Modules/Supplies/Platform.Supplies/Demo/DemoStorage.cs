using Platform.Supplies.Domain;

namespace Platform.Supplies.Demo;

/// <summary>How goods are kept in the demo county: cabinets with zones in the townships, one cabinet in each community.</summary>
internal static class DemoStorage
{
    private const string Clerk = "药管员";
    private const int Days = 30;
    private const int DampBack = 11;
    private const int WrongBack = 6;

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

    /// <summary>A month of readings of one store, one of them too damp, one misread and corrected.</summary>
    public static IEnumerable<StorageReading> Readings(Store store, DateOnly today)
    {
        for (var back = Days; back > 0; back--)
        {
            var day = today.AddDays(-back);
            if (back == DampBack)
            {
                yield return Reading(store, day, 9, 18.5m, 81m, "雨后返潮。关窗、开除湿机，当日下午复测。");
                yield return Reading(store, day, 15, 19m, 66m);
                continue;
            }

            var reading = Reading(store, day, 9, 14m + (back * 7 % 9 * 0.5m), 48m + (back * 5 % 19));
            if (back == WrongBack)
            {
                var wrong = Reading(store, day, 9, reading.Temperature + 10, reading.Humidity);
                (wrong.StruckAt, wrong.StruckBy, wrong.StruckReason) = (reading.EnteredAt.AddMinutes(20), Clerk, "看错刻度");
                yield return wrong;
                yield return Reading(store, day, 9, reading.Temperature, reading.Humidity, replaces: wrong.Id);
                continue;
            }

            yield return reading;
        }
    }

    /// <summary>The damp goods of the store's book, as an accident that was dealt with.</summary>
    public static IEnumerable<StorageIncident> Incidents(Store store, DemoBook book) =>
        book.Postings.LastOrDefault(p => p.Kind == PostingKind.Quarantine) is not { } posting ? [] :
        [
            new StorageIncident
            {
                SiteId = store.SiteId,
                StoreId = store.Id,
                Kind = IncidentKind.Damp,
                Day = posting.OccurredOn,
                What = "雨季库房墙角渗水，一盒药具外包装受潮。",
                PostingId = posting.Id,
                Measure = "受潮药具转入隔离柜待查；修补墙面，药具柜离墙 30 厘米摆放，增配除湿机。",
                ClosedOn = posting.OccurredOn.AddDays(4),
                ClosedByName = Clerk,
                EnteredByName = Clerk,
                EnteredAt = posting.EnteredAt,
            },
        ];

    /// <summary>A rule of the township the scenes play in.</summary>
    public static SupplyRule Rule(Store store, DateOnly today) => new()
    {
        SiteId = store.SiteId,
        Title = "避孕药具发放管理制度",
        Issuer = "中溪镇人民政府",
        Number = $"中政办〔{today.Year - 1}〕18号",
        InForceFrom = new DateOnly(today.Year - 1, 3, 1),
        EnteredByName = "办公室主任",
    };

    public const string RuleText =
        "避孕药具发放管理制度\n\n一、药具管理实行专人管理，计划发放，保证供应，方便群众，减少浪费。\n二、药具存放专用柜，按品种、规格、有效期分区，先产先出，账卡物相符。\n三、过期和有质量问题的药具不得发放，隔离后申请报废。\n";

    private static StorageReading Reading(Store store, DateOnly day, int hour, decimal temperature, decimal humidity, string measure = "", Guid replaces = default) => new()
    {
        SiteId = store.SiteId,
        StoreId = store.Id,
        Day = day,
        Time = new TimeOnly(hour, 0),
        Temperature = temperature,
        Humidity = humidity,
        OutOfLimits = StorageRules.OutOfLimits(store, temperature, humidity),
        Measure = measure,
        ReadBy = Clerk,
        EnteredByName = Clerk,
        EnteredAt = new DateTimeOffset(day.ToDateTime(new TimeOnly(hour, 5)), TimeSpan.FromHours(8)),
        Replaces = replaces,
    };

    private static StorageZone Zone(Store store, string cabinet, string zone, Guid product = default, string sign = "") =>
        new() { SiteId = store.SiteId, StoreId = store.Id, Cabinet = cabinet, Dedicated = true, Zone = zone, ProductId = product, Sign = sign };
}
