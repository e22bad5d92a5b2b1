using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Statistics.Domain;

/// <summary>What an item counts: people on the last day before the month or on its last day, events of the month or since the beginning of the statistical year; or it is reckoned from other items.</summary>
internal enum ItemSource { PeopleAtBegin, PeopleAtEnd, EventsOfMonth, EventsOfYear, Formula }

/// <summary>
/// A form of the monthly report: items and logic rules as data, kept by a division for itself and all below it and in force from a month on. A month is reported on the
/// nearest division's newest form.
/// </summary>
[Label("月报表式")]
internal sealed class ReportForm : Entity, IVersioned
{
    /// <summary>The division that keeps it; 0: the platform's own.</summary>
    public int DivisionId { get; init; }

    [Label("区划下限")]
    public int Lo { get; init; }

    [Label("区划上限")]
    public int Hi { get; init; }

    [Label("表名")]
    public required string Name { get; set; }

    /// <summary>First day of the first month it is for.</summary>
    [Label("自哪月起")]
    public DateOnly ValidFrom { get; init; }

    /// <summary>1: the calendar year; 10: October to September.</summary>
    [Label("统计年度首月")]
    public int YearStartMonth { get; set; } = 1;

    public Guid Version { get; set; }
}

/// <summary>A line of a form. What is left open (sex, age, kind of residence) is not asked about.</summary>
[Label("月报指标")]
internal sealed class ReportItem : Entity
{
    [Label("表式")]
    public Guid FormId { get; init; }

    [Label("序号")]
    public int Order { get; init; }

    /// <summary>Letters and digits, for example A01; formulas name it in brackets.</summary>
    [Label("代码")]
    public required string Code { get; init; }

    [Label("指标名称")]
    public required string Name { get; init; }

    [Label("单位")]
    public string Unit { get; init; } = "人";

    [Label("统计对象")]
    public ItemSource Source { get; init; }

    [Label("变动")]
    public EventKind? Event { get; init; }

    [Label("性别")]
    public Sex? Sex { get; init; }

    [Label("居住类别")]
    public ResidenceKind? Residence { get; init; }

    /// <summary>Full years on the last day of the month, both ends inclusive.</summary>
    [Label("年龄起")]
    public int? AgeFrom { get; init; }

    [Label("年龄止")]
    public int? AgeTo { get; init; }

    /// <summary>Of a formula, for example <c>[A02] + [A03]</c>.</summary>
    [Label("公式")]
    public string Formula { get; init; } = "";
}

/// <summary>A condition that a true report fulfils; where it does not, the report says why.</summary>
[Label("月报校验关系")]
internal sealed class ReportRule : Entity
{
    [Label("表式")]
    public Guid FormId { get; init; }

    [Label("序号")]
    public int Order { get; init; }

    [Label("代码")]
    public required string Code { get; init; }

    /// <summary>Chinese sentence, for example 期末人口＝期初人口＋增加－减少.</summary>
    [Label("校验关系")]
    public required string Name { get; init; }

    /// <summary>True for a sound report, for example <c>[A09] = [A01] + [A02]</c>.</summary>
    [Label("公式")]
    public required string Formula { get; init; }
}

internal enum ReportState { Draft, Submitted, Returned, Approved }

/// <summary>The report of a township (by village) or of a county (by township) about a month (P4-RESSTAT-06). Frozen when it is approved; corrected by the next revision.</summary>
[Label("人口统计月报")]
internal sealed class MonthlyReport : Entity, ISiteOwned, IVersioned
{
    public int SiteId { get; init; }

    [Label("月份")]
    public DateOnly Month { get; init; }

    /// <summary>1, and one more for each correction.</summary>
    [Label("第几次上报")]
    public int Revision { get; init; } = 1;

    /// <summary>Of a county: summed up from its townships' approved reports.</summary>
    [Label("汇总表")]
    public bool IsSummary { get; init; }

    [Label("表式")]
    public Guid FormId { get; set; }

    [Label("状态")]
    public ReportState State { get; set; }

    [Label("编表时间")]
    public DateTimeOffset BuiltAt { get; set; }

    [Label("统计分析")]
    public string Analysis { get; set; } = "";

    /// <summary>Of broken rules, one a line: code, colon, words.</summary>
    [Label("校验说明")]
    public string Explanation { get; set; } = "";

    [Label("不符的校验数")]
    public int BrokenRules { get; set; }

    [Label("填表账号")]
    public Guid PreparedBy { get; set; }

    [Label("填表人")]
    public string PreparedByName { get; set; } = "";

    [Label("填表签名日期")]
    public DateOnly? PreparedOn { get; set; }

    [Label("审核账号")]
    public Guid ReviewedBy { get; set; }

    [Label("审核人")]
    public string ReviewedByName { get; set; } = "";

    [Label("审核签名日期")]
    public DateOnly? ReviewedOn { get; set; }

    [Label("盖章日期")]
    public DateOnly? SealedOn { get; set; }

    [Label("上报日期")]
    public DateOnly? SubmittedOn { get; set; }

    [Label("退回原因")]
    public string ReturnReason { get; set; } = "";

    /// <summary>How often it was sent back.</summary>
    [Label("退回次数")]
    public int Returns { get; set; }

    [Label("批准日期")]
    public DateOnly? ApprovedOn { get; set; }

    [Label("批准人")]
    public string ApprovedByName { get; set; } = "";

    /// <summary>Why it corrects the one before; empty for the first.</summary>
    [Label("更正原因")]
    public string RevisionReason { get; init; } = "";

    public Guid Version { get; set; }

    public bool IsEditable => State is ReportState.Draft or ReportState.Returned;

    public static string RefOf(Guid id) => $"statistics-report:{id:N}";
}

/// <summary>A cell: an item in a village (of a township's report), in a township (of a county's), or in total.</summary>
[NotTrailed]
internal sealed class ReportFigure : Entity, ISiteOwned
{
    public int SiteId { get; init; }

    public Guid ReportId { get; init; }

    /// <summary>Village; empty: the total, or a township's.</summary>
    public Guid UnitId { get; init; }

    /// <summary>Township, in a county's report; 0: none.</summary>
    public int UnitSite { get; init; }

    public string Code { get; init; } = "";

    /// <summary>Null where a formula divides by zero.</summary>
    public decimal? Value { get; init; }
}
