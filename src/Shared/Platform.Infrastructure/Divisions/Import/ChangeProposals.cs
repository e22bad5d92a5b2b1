using Platform.Infrastructure.Divisions.Changes;
using Platform.Infrastructure.Divisions.History;

namespace Platform.Infrastructure.Divisions.Import;

/// <summary>What a comparison leaves for a person to decide, as rows of a change file.</summary>
internal static class ChangeProposals
{
    private const int Most = 2000;

    public static IReadOnlyList<ProposedChange> Of(ImportComparison comparison, VillageComparison villages, ImportTerms terms)
    {
        var paired = comparison.Pairs.Select(p => p.Known.Id).ToHashSet();
        IEnumerable<ProposedChange> all =
        [
            .. comparison.Missing.Where(d => !paired.Contains(d.Id))
                .Select(d => Row(ChangeKind.Merged, d.Code, d.FullName, why: "文件中没有。请填并入哪一个单位（继承单位），或把变更类型改为撤销、划转")),
            .. terms.Recode ? [] : comparison.Pairs.Select(p => Row(
                ChangeKind.Recoded, p.Known.Code, p.Known.FullName, ImportComparison.CodeOf(p.Draft.Id), p.Draft.Name == p.Known.Name ? "" : p.Draft.Name,
                p.Draft.Name == p.Known.Name ? "同一上级下同名，代码不同" : "同一上级下名称相近，代码不同")),
            .. villages.Pairs.Select(p => Row(ChangeKind.Recoded, p.Village.Code, p.Village.Name, p.Draft.Code, why: "同一乡镇内同名，代码不同")),
            .. comparison.Revived.Select(r => Row(ChangeKind.Reopened, r.Division.Code, r.Division.FullName, why: $"已于 {r.Division.ClosedOn:yyyy-MM-dd} 撤销，文件中仍有；文件较旧的，删去本行")),
        ];
        return [.. all.Take(Most)];

        ProposedChange Row(ChangeKind kind, string code, string name, string newCode = "", string newName = "", string why = "") =>
            new(ChangeWords.Of(kind), code, name, newName, newCode, why);
    }
}

/// <param name="Kind">Chinese word as the change file has it.</param>
internal sealed record ProposedChange(string Kind, string Code, string Name, string NewName, string NewCode, string Why);
