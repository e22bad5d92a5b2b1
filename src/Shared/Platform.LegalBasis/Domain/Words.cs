using System.Globalization;
using Platform.Contracts.Divisions;
using Platform.Contracts.LegalBasis;

namespace Platform.LegalBasis.Domain;

/// <summary>Chinese words of the register.</summary>
internal static class Words
{
    public static string Of(InstrumentLevel level) => level switch
    {
        InstrumentLevel.Law => "法律",
        InstrumentLevel.AdministrativeRegulation => "行政法规",
        InstrumentLevel.JudicialInterpretation => "司法解释",
        InstrumentLevel.DepartmentalRule => "部门规章",
        InstrumentLevel.ProvincialRegulation => "地方性法规",
        InstrumentLevel.LocalRule => "地方政府规章",
        InstrumentLevel.NormativeDocument => "规范性文件",
        _ => "标准",
    };

    public static string Of(Ending ending) => ending switch
    {
        Ending.Repealed => "废止",
        Ending.Replaced => "被修订替代",
        _ => "",
    };

    public static string Of(EntryAct act) => act switch
    {
        EntryAct.Entered => "录入",
        EntryAct.Imported => "导入",
        EntryAct.Corrected => "更正",
        EntryAct.Repealed => "登记失效",
        EntryAct.ProvisionAdded => "增加条款",
        EntryAct.ProvisionCorrected => "更正条款",
        EntryAct.SubjectAbolished => "登记取消事项",
        _ => "复核确认",
    };

    public static readonly IReadOnlyList<(DivisionLevels Level, string Name)> OfficeLevels =
        [(DivisionLevels.Township, "乡镇（街道）"), (DivisionLevels.County, "县级"), (DivisionLevels.City, "市级"), (DivisionLevels.Province, "省级"), (DivisionLevels.Nation, "国家级")];

    public static string Of(DivisionLevels levels) => string.Join("、", OfficeLevels.Where(l => levels.HasFlag(l.Level)).Select(l => l.Name));

    public static string Of(IEnumerable<ActKind> acts) => string.Join("；", acts.Select(a => a.Name()));

    /// <summary>第40条第1款; 全文 for the instrument as a whole.</summary>
    public static string Article(string article, string paragraph) =>
        article.Length == 0 ? "全文" : $"第{article}条" + (paragraph.Length == 0 ? "" : $"第{paragraph}款");

    /// <summary>2021年8月20日.</summary>
    public static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    /// <summary>《…》, unless the title brings its own marks.</summary>
    public static string Quoted(string title) => title.Contains('《', StringComparison.Ordinal) ? title : $"《{title}》";

    public static int Rank(InstrumentLevel level) => level switch
    {
        InstrumentLevel.Law => 1,
        InstrumentLevel.AdministrativeRegulation => 2,
        // Neither outranks the other: a conflict between them is decided by others (立法法).
        InstrumentLevel.JudicialInterpretation or InstrumentLevel.DepartmentalRule or InstrumentLevel.ProvincialRegulation => 3,
        InstrumentLevel.LocalRule => 4,
        InstrumentLevel.NormativeDocument => 5,
        _ => 6,
    };
}
