using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Supplies.Domain;

internal enum CountState { Draft, Signed, Void }

/// <summary>Why what was counted is not what the book says (P3-STREETSUPPLY-10a 发现盈亏应及时搞清原因).</summary>
internal enum CountCause { None, Wastage, Damage, WrongIssue, NotEntered, MixedBatches, Lost, Other }

/// <summary>A count of a store (盘点表). It stays a draft as long as lines are counted; signed, its differences stand in the book and it is never changed.</summary>
[Label("药具盘点表")]
internal sealed class StockCount : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("库房")]
    public Guid StoreId { get; init; }

    /// <summary>First day of the quarter it is for.</summary>
    [Label("季度")]
    public DateOnly Quarter { get; init; }

    [Label("状态")]
    public CountState State { get; set; }

    [Label("发起账号")]
    public Guid BegunBy { get; init; }

    [Label("发起人")]
    public string BegunByName { get; init; } = "";

    [Label("发起时间")]
    public DateTimeOffset BegunAt { get; init; }

    /// <summary>Who signed it or, of a void one, made it void.</summary>
    [Label("签字账号")]
    public Guid ClosedBy { get; set; }

    [Label("签字人")]
    public string ClosedByName { get; set; } = "";

    [Label("签字时间")]
    public DateTimeOffset? ClosedAt { get; set; }

    [Label("作废原因")]
    public string VoidReason { get; set; } = "";

    /// <summary>Key of the request that signed it; empty: not signed.</summary>
    [Label("签字请求号")]
    public Guid SignKey { get; set; }

    public static string RefOf(Guid id) => $"{RefPrefix}{id:N}";

    public const string RefPrefix = "count:";
}

/// <summary>One page of the book as it was counted; counted again, the line gives way to a new one.</summary>
[NotTrailed]
internal sealed class StockCountLine : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    public Guid CountId { get; init; }

    public Guid AccountId { get; init; }

    /// <summary>Base units the book had at the moment of counting, never at the opening of the sheet: goods move meanwhile.</summary>
    public long Book { get; set; }

    /// <summary>The account's last entry at that moment.</summary>
    public long Sequence { get; init; }

    public long Counted { get; init; }

    public DateTimeOffset CountedAt { get; init; }

    /// <summary>Day of <see cref="CountedAt"/> (Asia/Shanghai).</summary>
    public DateOnly CountedOn { get; init; }

    public string CountedByName { get; init; } = "";

    public CountCause Cause { get; set; }

    /// <summary>What happened; needed for <see cref="CountCause.Other"/>.</summary>
    public string Words { get; set; } = "";
}

/// <summary>A request that saved lines, by its key: the same is taken once, also when it comes again after goods moved.</summary>
[NotTrailed]
internal sealed class StockCountSave : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    public Guid CountId { get; init; }

    public DateTimeOffset At { get; init; }

    public int Lines { get; init; }
}

/// <summary>What a count says. Without database.</summary>
internal static class CountRules
{
    /// <summary>Lines of one request.</summary>
    public const int MostLines = 2000;

    public static DateOnly QuarterOf(DateOnly day) => new(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1);

    /// <summary>2026年第4季度.</summary>
    public static string QuarterText(DateOnly first) => $"{first.Year}年第{((first.Month - 1) / 3) + 1}季度";

    /// <summary>
    /// Counted minus what the book should have said at that moment: what was entered later for earlier days had moved the goods before they were counted; what
    /// occurred on the day of counting or after it moved them since.
    /// </summary>
    /// <param name="book">Balance at the moment of counting.</param>
    /// <param name="enteredLate">Sum of what was entered after that moment for earlier days.</param>
    public static long Difference(long counted, long book, long enteredLate) => counted - (book + enteredLate);
}
