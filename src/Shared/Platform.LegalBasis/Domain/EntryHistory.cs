using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.LegalBasis.Domain;

internal enum EntryAct { Entered, Imported, Corrected, Repealed, ProvisionAdded, ProvisionCorrected, SubjectAbolished, Confirmed }

/// <summary>One edition of an instrument and its provisions: what was changed by whom and why, and how it stood before. Append-only.</summary>
[Label("依据版本")]
internal sealed class EntryHistory : Entity
{
    [Label("所属文件")]
    public Guid InstrumentId { get; init; }

    [Label("版本号")]
    public int Edition { get; init; }

    [Label("办理")]
    public EntryAct Act { get; init; }

    [Label("时间")]
    public DateTimeOffset At { get; init; }

    [Label("经办人")]
    public string ByName { get; init; } = "";

    [Label("原因")]
    public string Reason { get; init; } = "";

    /// <summary>Changed fields as old and new text, one a line.</summary>
    [Label("变动")]
    public string Changes { get; init; } = "";

    /// <summary>All fields as they stood before, one a line; empty for a new entry.</summary>
    [Label("改动前")]
    public string Before { get; init; } = "";
}
