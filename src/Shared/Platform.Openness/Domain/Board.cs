using System.Text.Json;
using System.Text.RegularExpressions;
using Platform.Contracts.Modules;

namespace Platform.Openness.Domain;

/// <summary>What is made public (P3-SUPERVISION-03): procedures, conditions, spending, promises, policy, totals; notices and the month's results beside.</summary>
internal enum BoardCategory { Procedures, Conditions, Spending, Promises, PolicyCarriedOut, Totals, Notices, Results }

internal enum PostState { Draft, Submitted, Approved, Published, Withdrawn }

/// <summary>A table as the public sees it: texts only, suppressed cells replaced.</summary>
public sealed record PublicTable(string Subject, string Period, IReadOnlyList<string> Columns, IReadOnlyList<PublicRow> Rows)
{
    public string ToJson() => JsonSerializer.Serialize(this);

    public static PublicTable? From(string json) => json.Length == 0 ? null : JsonSerializer.Deserialize<PublicTable>(json);
}

public sealed record PublicRow(string Name, IReadOnlyList<string> Cells);

internal static partial class BoardRules
{
    /// <summary>
    /// What may not stand in a text for the public (rights.md 6): identity numbers, and counts of fewer than five people in words. Null: nothing is wrong.
    /// </summary>
    public static string? FaultOf(string text) =>
        IdentityNumber().IsMatch(text) ? "内容中像是有身份证号，公开内容不得出现个人信息"
        : FewPeople().IsMatch(text) ? "内容中有少于 5 人的数字，请改用统计表，由系统隐去小数字"
        : null;

    /// <summary>First day of the period of a rhythm that holds the day.</summary>
    public static DateOnly PeriodOf(Cadence cadence, DateOnly day) => cadence switch
    {
        Cadence.Monthly => new(day.Year, day.Month, 1),
        Cadence.Quarterly => new(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1),
        Cadence.HalfYearly => new(day.Year, day.Month <= 6 ? 1 : 7, 1),
        _ => new(day.Year, 1, 1),
    };

    public static string PeriodText(Cadence cadence, DateOnly first) => cadence switch
    {
        Cadence.Monthly => $"{first.Year}年{first.Month}月",
        Cadence.Quarterly => $"{first.Year}年第{((first.Month - 1) / 3) + 1}季度",
        Cadence.HalfYearly => $"{first.Year}年{(first.Month == 1 ? "上" : "下")}半年",
        _ => $"{first.Year}年",
    };

    [GeneratedRegex("[0-9]{17}[0-9Xx]")]
    private static partial Regex IdentityNumber();

    // Rules such as "2名以上工作人员" are no count; a few in Chinese figures is one only of cases.
    [GeneratedRegex("(?<![0-9.０-９])[1-4１-４] ?(人|名|例|户)(?!以上|次|员)|[一二两三四](例|名群众|名妇女|名居民|户家庭)")]
    private static partial Regex FewPeople();
}

internal static class Words
{
    public static string Of(BoardCategory category) => category switch
    {
        BoardCategory.Procedures => "管理程序",
        BoardCategory.Conditions => "办事条件",
        BoardCategory.Spending => "财务支出",
        BoardCategory.Promises => "服务承诺",
        BoardCategory.PolicyCarriedOut => "政策落实",
        BoardCategory.Totals => "统计数字",
        BoardCategory.Notices => "通知公告",
        _ => "考评结果",
    };

    public static string Of(PostState state) => state switch
    {
        PostState.Draft => "草稿",
        PostState.Submitted => "待审核",
        PostState.Approved => "待公布",
        PostState.Published => "已公布",
        _ => "已撤下",
    };

    public static string Of(Cadence cadence) => cadence switch
    {
        Cadence.Monthly => "每月",
        Cadence.Quarterly => "每季度",
        Cadence.HalfYearly => "每半年",
        _ => "每年",
    };
}
