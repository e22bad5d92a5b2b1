using Platform.Infrastructure.Divisions.History;

namespace Platform.Infrastructure.Divisions.Changes;

/// <summary>How many successors a change names, and whether their shares add up.</summary>
internal static class SuccessorRules
{
    public static void Check(ChangeKind kind, string name, IReadOnlyList<SuccessorDraft> named)
    {
        if (kind == ChangeKind.Merged && named.Count != 1)
        {
            throw ChangeRefusals.WrongSuccessor($"请写明“{name}”并入哪一个单位；并入几个单位的，用“拆分”。");
        }

        if (kind == ChangeKind.Split && named.Count < 2)
        {
            throw ChangeRefusals.WrongSuccessor($"拆分“{name}”至少要写明两个单位，主要继承单位写在最前。");
        }

        if (named.Select(s => s.Code).Distinct().Count() != named.Count)
        {
            throw ChangeRefusals.WrongSuccessor("继承单位写重了，请每个只写一次。");
        }

        var shares = named.Sum(s => s.Share);
        if (shares != 0 && (shares != 100 || named.Any(s => s.Share == 0)))
        {
            throw ChangeRefusals.WrongSuccessor("继承比例应每个都写，合计 100；或都不写。");
        }
    }
}
