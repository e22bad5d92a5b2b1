using System.Globalization;

namespace Platform.LegalBasis.Domain;

/// <summary>An entry as labelled lines, for its history.</summary>
internal static class EntryText
{
    public static readonly IReadOnlyList<(string Label, string Value)> None = [];

    public static IReadOnlyList<(string Label, string Value)> Of(Instrument e) =>
    [
        ("名称", e.Title), ("简称", e.ShortTitle), ("文号", e.DocumentNumber), ("发布机关", e.IssuingBody), ("层级", Words.Of(e.Level)),
        ("适用区划", e.TerritoryId.ToString("000000000", CultureInfo.InvariantCulture)), ("施行日期", Day(e.From)), ("失效日期", Day(e.To)), ("失效方式", Words.Of(e.Ending)),
        ("由何文件终止", e.EndedBy), ("要点", e.Summary), ("来源", e.Source), ("来源网址", e.SourceUrl), ("尚未核实", e.Unseen), ("复核", Confirmed(e)),
    ];

    public static IReadOnlyList<(string Label, string Value)> Of(Provision e, string subject)
    {
        var article = Words.Article(e.Article, e.Paragraph);
        return
        [
            ($"{article}要点", e.Text), ($"{article}行为", Words.Of(e.ActList)), ($"{article}实施层级", Words.Of(e.ActingLevels)), ($"{article}事项", subject),
            ($"{article}起始日", Day(e.From)), ($"{article}终止日", Day(e.To)), ($"{article}复核", Confirmed(e)),
        ];
    }

    private static string Confirmed(IConfirmable e) => e.Confirmed ? $"{e.ConfirmedByName} 已确认" : "未确认";

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
