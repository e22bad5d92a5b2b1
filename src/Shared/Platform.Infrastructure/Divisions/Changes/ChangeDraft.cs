using System.Globalization;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Divisions.History;

namespace Platform.Infrastructure.Divisions.Changes;

/// <summary>A change as a person writes it. The unit and all others are named by their codes on the day before it.</summary>
/// <param name="Code">9 digits for a division, 12 for a village.</param>
/// <param name="Name">New name; name of a new unit. Empty: stays.</param>
/// <param name="NewCode">For a recode, and for a township that moves to another county.</param>
/// <param name="ParentCode">Division above a new or moved unit.</param>
/// <param name="Successors">The main one first: it takes villages and accounts.</param>
internal sealed record ChangeDraft(
    ChangeKind Kind,
    string Code,
    DateOnly EffectiveOn,
    string Name = "",
    string NewCode = "",
    string ParentCode = "",
    IReadOnlyList<SuccessorDraft>? Successors = null,
    string Document = "")
{
    public bool IsVillage => Code.Length == 12;

    /// <summary>Every code the change speaks of.</summary>
    public IEnumerable<string> Codes => new[] { Code, NewCode, ParentCode }.Concat(SuccessorDraft.List(Successors).Select(s => s.Code)).Where(c => c.Length > 0);

    public static ChangeDraft Of(DivisionChange change) => new(
        change.Kind, change.Code, change.EffectiveOn, change.Kind == ChangeKind.Added ? change.Name : change.NewName, change.NewCode, change.ParentCode,
        SuccessorDraft.Parse(change.Successors), change.Document);
}

/// <param name="Share">Percent; 0 where no shares are named.</param>
internal sealed record SuccessorDraft(string Code, int Share)
{
    public static IReadOnlyList<SuccessorDraft> List(IReadOnlyList<SuccessorDraft>? successors) => successors ?? [];

    public static string Text(IReadOnlyList<SuccessorDraft>? successors) =>
        string.Join(';', List(successors).Select(s => s.Share > 0 ? string.Create(CultureInfo.InvariantCulture, $"{s.Code}:{s.Share}") : s.Code));

    /// <summary>Reads <c>341881101:60;341881102:40</c>; shares may be missing.</summary>
    public static IReadOnlyList<SuccessorDraft> Parse(string text)
    {
        var parts = text.Split([';', '；', ',', '，', '、', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. parts.Select(One)];
    }

    private static SuccessorDraft One(string part)
    {
        var cells = part.Split([':', '：']);
        var share = 0;
        if (cells.Length > 2 || (cells.Length == 2 && !int.TryParse(cells[1].TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out share)))
        {
            throw new RefusalException("WRONG_SUCCESSOR", $"继承单位“{part}”写得不对，应为代码，或代码:比例，例如 341881101:60;341881102:40。");
        }

        return new SuccessorDraft(cells[0], share);
    }
}
