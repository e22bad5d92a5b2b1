using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Supplies.Domain;

internal enum StockCondition { Good, Quarantine }

/// <summary>What moved the goods.</summary>
internal enum PostingKind { Opening, Receipt, Issue, DispatchOut, DispatchIn, Return, Quarantine, Count, Scrap, Reversal }

/// <summary>
/// One page of the book: a store, a batch, and whether the goods are fit for use. It is the stock card too: what the card says must be what the entries add up to
/// (P3-STORAGE-04 帐卡相符).
/// </summary>
[Label("药具库存卡")]
internal sealed class StockAccount : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("库房")]
    public Guid StoreId { get; init; }

    [Label("品种")]
    public Guid ProductId { get; init; }

    [Label("批次")]
    public Guid BatchId { get; init; }

    [Label("质量状态")]
    public StockCondition Condition { get; init; }

    /// <summary>Base units today; never below zero.</summary>
    [Label("结存")]
    public long Balance { get; set; }

    /// <summary>Number of the newest entry.</summary>
    [Label("末笔序号")]
    public long LastSequence { get; set; }
}

/// <summary>Entries that belong together: one voucher. Its key is made by the page or program that asks: the same request is posted once.</summary>
[Label("药具记账凭证")]
internal sealed class Posting : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    [Label("库房")]
    public Guid StoreId { get; init; }

    public PostingKind Kind { get; init; }

    /// <summary>Day on which the goods moved (Asia/Shanghai).</summary>
    [Label("发生日期")]
    public DateOnly OccurredOn { get; init; }

    [Label("记账时间")]
    public DateTimeOffset EnteredAt { get; init; }

    [Label("记账账号")]
    public Guid EnteredBy { get; init; }

    [Label("记账人")]
    public string EnteredByName { get; init; } = "";

    /// <summary>Number of the paper voucher, or reference of the record behind it.</summary>
    [Label("凭证号")]
    public string Voucher { get; init; } = "";

    /// <summary>From or to whom.</summary>
    [Label("往来单位")]
    public string Counterparty { get; init; } = "";

    public string Note { get; init; } = "";

    /// <summary>The posting this one takes back; empty: none.</summary>
    [Label("冲正凭证")]
    public Guid ReversesId { get; init; }
}

/// <summary>
/// A line of the book. Never changed and never deleted (the database refuses): a wrong one is reversed. All figures derive from these lines.
/// </summary>
[NotTrailed]
internal sealed class LedgerEntry : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    public Guid AccountId { get; init; }

    public Guid PostingId { get; init; }

    /// <summary>1, 2, 3 … inside the account, in the order of entering.</summary>
    public long Sequence { get; init; }

    /// <summary>Day whose balance it changes.</summary>
    public DateOnly OccurredOn { get; init; }

    /// <summary>Base units; negative: out.</summary>
    public long Quantity { get; init; }

    /// <summary>Keeps the balance of a later count as it was counted, although an earlier day changed.</summary>
    public bool Compensates { get; init; }
}

/// <summary>An account was counted: its balance at the end of the day is known from the goods themselves.</summary>
[NotTrailed]
internal sealed class CountMark : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    public Guid AccountId { get; init; }

    public DateOnly Day { get; init; }

    /// <summary>The account's last entry when it was counted: what comes later moved the goods since.</summary>
    public long Sequence { get; init; }

    /// <summary>Base units counted.</summary>
    public long Counted { get; init; }
}
