using System.Globalization;
using Platform.Infrastructure.Divisions.Changes;
using Platform.Infrastructure.Divisions.History;

namespace Platform.Infrastructure.Divisions.Pages;

/// <summary>The fields of the change page while they are filled in.</summary>
internal sealed class ChangeFormModel
{
    public string? Kind { get; set; }

    public UnitChoice? Unit { get; set; }

    /// <summary>Code of a unit that is to be set up.</summary>
    public string? Code { get; set; }

    public DateOnly? EffectiveOn { get; set; }

    public string? Name { get; set; }

    public string? NewCode { get; set; }

    public UnitChoice? Parent { get; set; }

    public string? Document { get; set; }

    public IReadOnlyList<SuccessorField> Successors { get; } = [new(), new(), new()];

    public ChangeKind? Chosen => Enum.TryParse<ChangeKind>(Kind, out var kind) ? kind : null;

    public bool IsVillage => (Chosen == ChangeKind.Added ? Code : Unit?.Code)?.Trim().Length == 12;

    public bool AsksName => Chosen is ChangeKind.Added or ChangeKind.Renamed or ChangeKind.Recoded or ChangeKind.Moved;

    public bool AsksNewCode => Chosen is ChangeKind.Recoded or ChangeKind.Moved;

    public bool AsksParent => Chosen is ChangeKind.Added or ChangeKind.Moved;

    /// <summary>How many successors can be named.</summary>
    public int SuccessorCount => Chosen switch { ChangeKind.Merged or ChangeKind.Closed => 1, ChangeKind.Split => Successors.Count, _ => 0 };

    public ChangeForm Form => new(
        Chosen ?? ChangeKind.Renamed, (Chosen == ChangeKind.Added ? Code : Unit?.Code) ?? "", EffectiveOn ?? default, Document ?? "",
        AsksName ? Name ?? "" : "", AsksNewCode ? NewCode ?? "" : "", AsksParent ? Parent?.Code ?? "" : "",
        string.Join(';', Successors.Take(SuccessorCount).Where(s => s.Unit is not null).Select(s => s.Text)));
}

internal sealed class SuccessorField
{
    public UnitChoice? Unit { get; set; }

    public decimal? Share { get; set; }

    public string Text => Share is > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Unit!.Code}:{Share:0}") : Unit!.Code;
}
