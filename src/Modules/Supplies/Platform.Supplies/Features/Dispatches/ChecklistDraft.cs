using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Dispatches;

/// <summary>What is ticked so far.</summary>
public sealed class ChecklistDraft
{
    public IReadOnlyList<string> Ten { get; set; } = [];

    public IReadOnlyList<string> Faults { get; set; } = [];

    public IReadOnlyList<string> Labels { get; set; } = [];

    internal IReadOnlyList<CheckItem> Items => [.. Ten.Concat(Faults).Concat(Labels).Select(Enum.Parse<CheckItem>)];
}
