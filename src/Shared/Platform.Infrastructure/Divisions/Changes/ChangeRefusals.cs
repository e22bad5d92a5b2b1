using Platform.Contracts.Messaging;

namespace Platform.Infrastructure.Divisions.Changes;

/// <summary>What a change of divisions is refused for; each says at which field and what to do.</summary>
internal static class ChangeRefusals
{
    public static RefusalException UnknownUnit(string code) =>
        At("UNKNOWN_UNIT", nameof(ChangeDraft.Code), $"没有代码为 {code} 的区划或村（社区），请核对代码。");

    public static RefusalException Closed(string name, DateOnly on) =>
        At("UNIT_CLOSED", nameof(ChangeDraft.Code), $"“{name}”已于 {on:yyyy-MM-dd} 撤销，不能再变更；确属误撤的，请先恢复。");

    public static RefusalException NotClosed(string name) => At("NOT_CLOSED", nameof(ChangeDraft.Code), $"“{name}”没有撤销，不需要恢复。");

    public static RefusalException CodeTaken(string field, string code, string user) =>
        At("CODE_TAKEN", field, $"代码 {code} 已由“{user}”使用（撤销单位的代码不再使用），请核对。");

    public static RefusalException WrongCode(string field, string text) => At("WRONG_CODE", field, text);

    public static RefusalException WrongParent(string text) => At("WRONG_PARENT", nameof(ChangeDraft.ParentCode), text);

    public static RefusalException WrongSuccessor(string text) => At("WRONG_SUCCESSOR", nameof(ChangeDraft.Successors), text);

    public static RefusalException HasParts(string text) => At("HAS_PARTS", nameof(ChangeDraft.Code), text);

    public static RefusalException LaterChange(string name, DateOnly last) =>
        At("LATER_CHANGE", nameof(ChangeDraft.EffectiveOn), $"“{name}”在 {last:yyyy-MM-dd} 有更晚的变更或才设立，生效日期不能早于那一天。");

    public static RefusalException NothingChanges(string field, string text) => At("NOTHING_CHANGES", field, text);

    private static RefusalException At(string code, string field, string text) => new(code, text, RefusalKind.Refused, [new(field, text)]);
}
