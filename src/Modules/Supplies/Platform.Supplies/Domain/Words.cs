namespace Platform.Supplies.Domain;

/// <summary>Chinese names of the area's states and kinds.</summary>
internal static class Words
{
    public static string Of(StoreLevel level) => level switch
    {
        StoreLevel.County => "县级",
        StoreLevel.Township => "乡镇",
        StoreLevel.Community => "村（社区）",
        _ => "单位、免费发放点",
    };

    public static string Of(PickingOrder order) => order switch
    {
        PickingOrder.FirstIn => "先进先出",
        PickingOrder.FirstExpired => "近效期先出",
        _ => "先产先出",
    };

    public static string Of(BatchState state) => state switch
    {
        BatchState.OnHold => "停用",
        BatchState.Expired => "已过期",
        _ => "可用",
    };

    public static string Of(StockCondition condition) => condition == StockCondition.Good ? "合格" : "隔离";

    public static string Of(SkipReason reason) => reason switch
    {
        SkipReason.Expired => "已过期",
        SkipReason.OnHold => "已停用",
        SkipReason.MinDaysLeft => "剩余有效期不足",
        _ => "不足整包装",
    };

    public static string Of(DisagreementKind kind) => kind switch
    {
        DisagreementKind.Card => "账卡不符",
        DisagreementKind.BelowZero => "结存小于零",
        DisagreementKind.Goods => "账物不符",
        _ => "有不是本系统记的账",
    };

    public static string Of(PostingKind kind) => kind switch
    {
        PostingKind.Opening => "期初",
        PostingKind.Receipt => "入库",
        PostingKind.Issue => "发放",
        PostingKind.DispatchOut => "调出",
        PostingKind.DispatchIn => "调入",
        PostingKind.Return => "退回",
        PostingKind.Quarantine => "转隔离",
        PostingKind.Count => "盘点",
        PostingKind.Scrap => "报废",
        _ => "冲正",
    };
}
