using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Supplies.Domain;

/// <summary>Submitted: waits for the supplier. Approved: may be sent. Fulfilled: all that was approved has been sent. Closed: the rest is not sent any more.</summary>
internal enum DemandState { Submitted, Approved, Fulfilled, Refused, Withdrawn, Closed }

/// <summary>
/// What a store asks the one that supplies it for: a township by the quarter, a community by the month (P3-STREETSUPPLY-04, -12, P3-DISTRIBUTION-01, -03). Its id is the key
/// of the request that handed it in.
/// </summary>
[Label("药具需求单")]
internal sealed class Demand : Entity, ITwoSided, IVersioned
{
    /// <summary>Of the store that asks.</summary>
    public int SiteId { get; init; }

    /// <summary>Of the store that supplies.</summary>
    public int OtherSiteId { get; init; }

    [Label("申报库房")]
    public Guid StoreId { get; init; }

    /// <summary>As it was called: the other side does not read the store itself.</summary>
    [Label("申报库房名称")]
    public string StoreName { get; init; } = "";

    [Label("供应库房")]
    public Guid SupplierId { get; init; }

    [Label("供应库房名称")]
    public string SupplierName { get; init; } = "";

    /// <summary>First day of the period supplied.</summary>
    [Label("供应期")]
    public DateOnly Period { get; init; }

    /// <summary>1: a month, 3: a quarter.</summary>
    [Label("供应期月数")]
    public int Months { get; init; }

    /// <summary>Beside the period's regular one, with a reason in the note.</summary>
    [Label("追加")]
    public bool Supplementary { get; init; }

    [Label("单号")]
    public string Voucher { get; init; } = "";

    public string Note { get; init; } = "";

    [Label("状态")]
    public DemandState State { get; set; }

    [Label("申报时间")]
    public DateTimeOffset SubmittedAt { get; init; }

    [Label("申报账号")]
    public Guid SubmittedBy { get; init; }

    [Label("申报人")]
    public string SubmittedByName { get; init; } = "";

    [Label("审批日期")]
    public DateOnly? DecidedOn { get; set; }

    [Label("审批人")]
    public string DecidedByName { get; set; } = "";

    [Label("审批意见")]
    public string DecisionNote { get; set; } = "";

    /// <summary>Day on which it was withdrawn or closed.</summary>
    [Label("办结日期")]
    public DateOnly? ClosedOn { get; set; }

    [Label("办结人")]
    public string ClosedByName { get; set; } = "";

    [Label("办结说明")]
    public string ClosingNote { get; set; } = "";

    /// <summary>The last dispatch that was sent for it: of two that are sent at once the second sees what the first has left. Empty: none.</summary>
    [Label("最近调拨单")]
    public Guid LastDispatchId { get; set; }

    public Guid Version { get; set; }
}

/// <summary>Base units of a product. How much of it was sent is what the dispatches say.</summary>
[Label("药具需求明细")]
internal sealed class DemandLine : Entity, ITwoSided
{
    public int SiteId { get; init; }

    public int OtherSiteId { get; init; }

    [Label("需求单")]
    public Guid DemandId { get; init; }

    [Label("品种")]
    public Guid ProductId { get; init; }

    /// <summary>What the store had that day and could still issue in the period, with what was on the way.</summary>
    [Label("申报时可用数量")]
    public long Available { get; init; }

    /// <summary>Issued in the three full months before.</summary>
    [Label("前三月发放数量")]
    public long Issued { get; init; }

    /// <summary>By <see cref="DemandRules.Need"/>.</summary>
    [Label("测算数量")]
    public long Computed { get; init; }

    [Label("申报数量")]
    public long Requested { get; init; }

    [Label("批准数量")]
    public long Approved { get; set; }
}
