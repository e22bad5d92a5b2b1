using Platform.Infrastructure.Divisions.History;

namespace Platform.Infrastructure.Divisions.Changes;

/// <summary>Chinese words of changes, for pages, files and the trail.</summary>
internal static class ChangeWords
{
    public static readonly IReadOnlyDictionary<ChangeKind, string> Kinds = new Dictionary<ChangeKind, string>
    {
        [ChangeKind.Renamed] = "更名",
        [ChangeKind.Recoded] = "变更代码",
        [ChangeKind.Moved] = "划转",
        [ChangeKind.Merged] = "并入",
        [ChangeKind.Split] = "拆分",
        [ChangeKind.Closed] = "撤销",
        [ChangeKind.Added] = "设立",
        [ChangeKind.Reopened] = "恢复",
    };

    public static string Of(ChangeKind kind) => Kinds[kind];

    public static string Of(ChangeState state) => state switch { ChangeState.Planned => "待生效", ChangeState.Applied => "已生效", _ => "已取消" };

    /// <summary>One sentence: what becomes of the unit.</summary>
    public static string Sentence(DivisionChange change)
    {
        var name = change.NewName.Length > 0 && change.NewName != change.Name ? $"，新名称“{change.NewName}”" : "";
        var code = change.NewCode.Length > 0 ? $"，新代码 {change.NewCode}" : "";
        return $"{change.EffectiveOn:yyyy-MM-dd} 起，" + change.Kind switch
        {
            ChangeKind.Added => $"在 {change.ParentCode} 下设立“{change.Name}”（{change.Code}）",
            ChangeKind.Renamed => $"“{change.Name}”（{change.Code}）更名为“{change.NewName}”",
            ChangeKind.Recoded => $"“{change.Name}”的代码由 {change.Code} 变更为 {change.NewCode}{name}",
            ChangeKind.Moved => $"“{change.Name}”（{change.Code}）划转到 {change.ParentCode} 之下{code}{name}",
            ChangeKind.Merged => $"“{change.Name}”（{change.Code}）并入 {change.Successors}",
            ChangeKind.Split => $"“{change.Name}”（{change.Code}）拆分，由 {change.Successors} 继承",
            ChangeKind.Closed when change.Successors.Length > 0 => $"“{change.Name}”（{change.Code}）撤销，由 {change.Successors} 继承",
            ChangeKind.Closed => $"“{change.Name}”（{change.Code}）撤销",
            _ => $"恢复“{change.Name}”（{change.Code}）",
        };
    }
}
