using System.Text.RegularExpressions;

namespace Platform.Oversight.Domain;

internal enum LetterLevel { Township, Village, LocalUnit }

internal enum YearAppraisalKind { Publicists, Posts, School }

internal enum YearAppraisalState { Draft, Proposed, Approved }

internal enum YearGrade { Excellent, Good, Basic, Poor, NotRated }

internal static partial class LetterRules
{
    /// <summary>Words of what an office is never measured by (rights.md 3), in a text somebody types beside a target. Null: none.</summary>
    public static string? FaultOf(string? text) => text is not null && Measured().IsMatch(text)
        ? "不能写出生、生育、怀孕、避孕、手术或收费的人数和指标；责任书只写办公室的工作"
        : null;

    public static string Text(LetterLevel level) => level switch
    {
        LetterLevel.Township => "乡镇（街道）",
        LetterLevel.Village => "村（社区）",
        _ => "驻地单位",
    };

    public static string Text(YearAppraisalKind kind) => kind switch
    {
        YearAppraisalKind.Publicists => "宣传员年底总结评比",
        YearAppraisalKind.Posts => "岗位年终考评",
        _ => "人口学校年终总结评比",
    };

    public static string Text(YearAppraisalState state) => state switch
    {
        YearAppraisalState.Draft => "草稿",
        YearAppraisalState.Proposed => "待审批",
        _ => "已审批",
    };

    public static string Text(YearGrade grade) => grade switch
    {
        YearGrade.Excellent => "优秀",
        YearGrade.Good => "称职",
        YearGrade.Basic => "基本称职",
        YearGrade.Poor => "不称职",
        _ => "不定等次",
    };

    [GeneratedRegex("出生|生育率|多孩|二孩|孕|引产|流产|结扎|上环|取环|避孕|节育|手术|性别比|抚养费|征收|罚款|罚金|birth|pregnan|abort|operation|fee", RegexOptions.IgnoreCase)]
    private static partial Regex Measured();
}
