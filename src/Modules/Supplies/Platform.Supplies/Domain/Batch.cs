using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Supplies.Domain;

/// <summary>A batch as it is on a day. Quarantine is a matter of the goods in one store, see <see cref="StockCondition"/>.</summary>
internal enum BatchState { Available, OnHold, Expired }

/// <summary>Goods of one production run; the same batch in all stores, so that books of the levels can be compared (P3-STREETSUPPLY-05a, -09a).</summary>
[Label("药具批次")]
internal sealed class Batch : Entity, IVersioned
{
    [Label("品种")]
    public Guid ProductId { get; init; }

    /// <summary>The catalogue's division, likewise <see cref="Lo"/> and <see cref="Hi"/>.</summary>
    public int DivisionId { get; init; }

    [Label("区划下限")]
    public int Lo { get; init; }

    [Label("区划上限")]
    public int Hi { get; init; }

    /// <summary>生产批号, as on the pack.</summary>
    [Label("批号")]
    public required string Number { get; init; }

    /// <summary>Null: not known; it then leaves a store last.</summary>
    [Label("生产日期")]
    public DateOnly? ProducedOn { get; set; }

    /// <summary>Last day of use; null: not known.</summary>
    [Label("有效期至")]
    public DateOnly? ExpiresOn { get; set; }

    /// <summary>批准文号.</summary>
    [Label("批准文号")]
    public string ApprovalNumber { get; set; } = "";

    /// <summary>Why nothing of it may leave any store (recall, doubt); empty: it may.</summary>
    [Label("停用原因")]
    public string HoldReason { get; set; } = "";

    public Guid Version { get; set; }

    public BatchState On(DateOnly day) => ExpiresOn is { } last && last < day ? BatchState.Expired : HoldReason.Length > 0 ? BatchState.OnHold : BatchState.Available;

    /// <summary>Days of use left after a day; null: not known.</summary>
    public int? DaysLeft(DateOnly day) => ExpiresOn is { } last ? last.DayNumber - day.DayNumber : null;
}
