using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Supplies.Domain;

/// <summary>Down to a store supplied from here, back up to the one that supplies, or across to a neighbour with the same parent.</summary>
internal enum DispatchKind { Down, Return, Transfer }

/// <summary>Sent: on the way. Received: with differences that are not settled yet. Settled: both books agree or both sides know why not.</summary>
internal enum DispatchState { Sent, Received, Settled, Cancelled }

/// <summary>
/// Goods from one store to another, with one voucher that both sides see (P3-DISTRIBUTION-04a/b, -06, P3-STREETSUPPLY-05a). Its id is the key of the request that sent it and
/// of the posting at the sender.
/// </summary>
[Label("药具调拨单")]
internal sealed class Dispatch : Entity, ITwoSided, IVersioned
{
    /// <summary>The sender's.</summary>
    public int SiteId { get; init; }

    /// <summary>The receiver's.</summary>
    public int OtherSiteId { get; init; }

    [Label("发出库房")]
    public Guid FromStoreId { get; init; }

    /// <summary>As it was called: the other side does not read the store itself.</summary>
    [Label("发出库房名称")]
    public string FromName { get; init; } = "";

    [Label("收货库房")]
    public Guid ToStoreId { get; init; }

    [Label("收货库房名称")]
    public string ToName { get; init; } = "";

    public DispatchKind Kind { get; init; }

    /// <summary>The approved demand it was sent for; empty: a small issue between two periods, a return or a transfer.</summary>
    [Label("需求单")]
    public Guid DemandId { get; init; }

    [Label("状态")]
    public DispatchState State { get; set; }

    [Label("单号")]
    public string Voucher { get; init; } = "";

    public string Note { get; init; } = "";

    [Label("发出日期")]
    public DateOnly SentOn { get; init; }

    [Label("发出登记时间")]
    public DateTimeOffset SentAt { get; init; }

    [Label("发出账号")]
    public Guid SentBy { get; init; }

    [Label("发货人")]
    public string SentByName { get; init; } = "";

    /// <summary>Bits of <see cref="CheckItem"/>.</summary>
    [Label("发货核对")]
    public int SenderChecks { get; init; }

    [Label("收货日期")]
    public DateOnly? ReceivedOn { get; set; }

    [Label("收货登记时间")]
    public DateTimeOffset? ReceivedAt { get; set; }

    [Label("收货账号")]
    public Guid ReceivedBy { get; set; }

    [Label("收货人")]
    public string ReceivedByName { get; set; } = "";

    [Label("收货核对")]
    public int ReceiverChecks { get; set; }

    /// <summary>Key of the receiving request and of the posting at the receiver; empty: not received.</summary>
    [Label("收货凭证")]
    public Guid ReceiptId { get; set; }

    /// <summary>Day on which it was settled, or cancelled.</summary>
    [Label("办结日期")]
    public DateOnly? ClosedOn { get; set; }

    [Label("办结人")]
    public string ClosedByName { get; set; } = "";

    /// <summary>How the differences were settled, or why it was cancelled.</summary>
    [Label("处理说明")]
    public string ClosingNote { get; set; } = "";

    public Guid Version { get; set; }
}

/// <summary>A batch on the way. Base units; after the receipt accepted + rejected + missing = sent.</summary>
[Label("药具调拨明细")]
internal sealed class DispatchLine : Entity, ITwoSided
{
    public int SiteId { get; init; }

    public int OtherSiteId { get; init; }

    [Label("调拨单")]
    public Guid DispatchId { get; init; }

    [Label("品种")]
    public Guid ProductId { get; init; }

    [Label("批次")]
    public Guid BatchId { get; init; }

    /// <summary>Quarantined goods that go back up; they arrive as quarantined ones.</summary>
    [Label("质量状态")]
    public StockCondition Condition { get; init; }

    [Label("发出数量")]
    public long Sent { get; init; }

    [Label("验收数量")]
    public long Accepted { get; set; }

    /// <summary>Arrived and found wanting: quarantined at the receiver.</summary>
    [Label("拒收数量")]
    public long Rejected { get; set; }

    /// <summary>Did not arrive.</summary>
    [Label("短少数量")]
    public long Missing { get; set; }

    [Label("差异原因")]
    public string Reason { get; set; } = "";
}
