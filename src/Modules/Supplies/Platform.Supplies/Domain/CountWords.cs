namespace Platform.Supplies.Domain;

/// <summary>Chinese names of what counts and scrap applications know.</summary>
internal static class CountWords
{
    public static string Of(CountState state) => state switch
    {
        CountState.Draft => "盘点中",
        CountState.Signed => "已签字",
        _ => "已作废",
    };

    public static string Of(CountCause cause) => cause switch
    {
        CountCause.None => "",
        CountCause.Wastage => "自然损耗",
        CountCause.Damage => "破损",
        CountCause.WrongIssue => "错发",
        CountCause.NotEntered => "漏记、错记",
        CountCause.MixedBatches => "串批",
        CountCause.Lost => "遗失",
        _ => "其他",
    };
}
