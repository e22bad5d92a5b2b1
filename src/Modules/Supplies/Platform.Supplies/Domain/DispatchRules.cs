using Platform.Contracts.Messaging;

namespace Platform.Supplies.Domain;

/// <summary>Where goods may go, and what the receiver's figures must add up to. Without database.</summary>
internal static class DispatchRules
{
    /// <summary>Working days after which goods not received, or differences not settled, are a finding.</summary>
    public const int WorkingDays = 7;

    /// <summary>The way between two stores. Refuses WRONG_ROUTE where there is none.</summary>
    public static DispatchKind Route(Store from, Store to) =>
        to.ParentId == from.Id ? DispatchKind.Down
        : from.ParentId == to.Id ? DispatchKind.Return
        : from.ParentId != Guid.Empty && from.ParentId == to.ParentId && from.Id != to.Id ? DispatchKind.Transfer
        : throw new RefusalException(
            "WRONG_ROUTE", $"“{from.Name}”和“{to.Name}”之间不能直接调拨：只能发给由本库供应的下级库房、退回上级库房，或调给同一上级供应的库房。", RefusalKind.Refused,
            [new FieldError("ToStoreId", "请选择上级、下级或相邻的库房")]);

    /// <summary>Refuses QUANTITY_MISMATCH and REASON_REQUIRED.</summary>
    /// <param name="what">Names the goods in a refusal.</param>
    public static void Check(string what, long sent, long accepted, long rejected, long missing, string? reason)
    {
        if (accepted < 0 || rejected < 0 || missing < 0 || accepted > sent || rejected > sent || missing > sent || accepted + rejected + missing != sent)
        {
            throw new RefusalException(
                "QUANTITY_MISMATCH", $"{what}：发出 {sent}，验收 {accepted}、拒收 {rejected}、短少 {missing}，合计不等于发出数量。", RefusalKind.Invalid, [new FieldError("Lines", "合计不等于发出数量")]);
        }

        if (rejected + missing > 0 && string.IsNullOrWhiteSpace(reason))
        {
            throw new RefusalException("REASON_REQUIRED", $"{what}：有拒收或短少的，请写明原因。", RefusalKind.Invalid, [new FieldError("Lines", "请写明原因")]);
        }
    }

    public static string Of(DispatchKind kind) => kind switch { DispatchKind.Down => "下拨", DispatchKind.Return => "退回上级", _ => "相邻调剂" };

    public static string Of(DispatchState state) => state switch
    {
        DispatchState.Sent => "在途",
        DispatchState.Received => "有差异",
        DispatchState.Settled => "已结清",
        _ => "已撤销",
    };
}
