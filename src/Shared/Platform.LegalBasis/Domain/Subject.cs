using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.LegalBasis.Domain;

/// <summary>A matter that texts of several levels regulate, for example one kind of certificate.</summary>
[Label("依据事项")]
internal sealed class Subject : Entity
{
    /// <summary>Neutral and stable, for example <c>levy-2002</c>.</summary>
    [Label("代码")]
    public required string Code { get; init; }

    [Label("名称")]
    public required string Name { get; init; }
}

/// <summary>
/// An instrument abolishes a matter: from that day on every provision about it at a lower level is without effect, whatever its text says and whatever
/// becomes of the abolishing instrument later. Append-only.
/// </summary>
[Label("取消事项")]
internal sealed class SubjectRepeal : Entity
{
    [Label("事项")]
    public required string SubjectCode { get; init; }

    /// <summary>The abolishing instrument.</summary>
    [Label("取消它的文件")]
    public Guid InstrumentId { get; init; }

    [Label("取消起始日")]
    public DateOnly From { get; init; }

    [Label("说明")]
    public string Note { get; init; } = "";
}
