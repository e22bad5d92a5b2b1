using Platform.Contracts.Divisions;
using Platform.Contracts.LegalBasis;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.LegalBasis.Domain;

/// <summary>An article of an instrument and the acts it allows. No act: kept for reference, nothing can be based on it.</summary>
[Label("依据条款")]
internal sealed class Provision : Entity, IVersioned, IConfirmable
{
    [Label("所属文件")]
    public Guid InstrumentId { get; init; }

    /// <summary>Number as in the text, for example <c>40</c> or <c>7-8</c>; empty: the instrument as a whole.</summary>
    [Label("条")]
    public required string Article { get; init; }

    [Label("款")]
    public string Paragraph { get; init; } = "";

    [Label("条文要点")]
    public required string Text { get; set; }

    /// <summary>Names of <see cref="ActKind"/> separated by commas.</summary>
    [Label("允许的行为")]
    public string Acts { get; set; } = "";

    /// <summary>Levels of office that may act on it; none: any.</summary>
    [Label("实施机关层级")]
    public DivisionLevels ActingLevels { get; set; }

    /// <summary>Code of the matter it is about, by which a higher instrument can abolish it; empty: none.</summary>
    [Label("所属事项")]
    public string SubjectCode { get; set; } = "";

    /// <summary>Own first day; null: that of the instrument.</summary>
    [Label("起始日")]
    public DateOnly? From { get; set; }

    /// <summary>Own last day; null: that of the instrument.</summary>
    [Label("最后有效日")]
    public DateOnly? To { get; set; }

    [Label("已复核")]
    public bool Confirmed { get; set; }

    [Label("复核人")]
    public string ConfirmedByName { get; set; } = "";

    [Label("复核日期")]
    public DateOnly? ConfirmedOn { get; set; }

    [Label("录入账号")]
    public Guid EditedById { get; set; }

    [Label("录入人")]
    public string EditedByName { get; set; } = "";

    public Guid Version { get; set; }

    public IReadOnlyList<ActKind> ActList => ActsOf(Acts);

    public string Reference(string code) => string.Join('/', new[] { code, Article, Paragraph }.Where(p => p.Length > 0));

    public static string ActsOf(IEnumerable<ActKind> acts) => string.Join(',', acts.Distinct().Order());

    private static IReadOnlyList<ActKind> ActsOf(string acts) => [.. acts.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<ActKind>)];
}
