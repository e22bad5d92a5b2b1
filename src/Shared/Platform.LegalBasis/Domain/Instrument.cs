using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.LegalBasis.Domain;

/// <summary>Kind of a text, highest first. Stored by name.</summary>
internal enum InstrumentLevel { Law, AdministrativeRegulation, JudicialInterpretation, DepartmentalRule, ProvincialRegulation, LocalRule, NormativeDocument, Standard }

/// <summary>How an instrument ended.</summary>
internal enum Ending { None, Repealed, Replaced }

/// <summary>
/// A law, regulation, rule or document as in force over one span of days; an amendment that changes the text is an instrument of its own.
/// Public to every office whatever its scope, written only by those whose scope holds its whole territory.
/// </summary>
[Label("法律依据")]
internal sealed class Instrument : Entity, IVersioned, IConfirmable
{
    /// <summary>Upper case, without slash, for example <c>L03</c>. Never changes: case files cite it.</summary>
    [Label("编号")]
    public required string Code { get; init; }

    [Label("名称")]
    public required string Title { get; set; }

    [Label("简称")]
    public string ShortTitle { get; set; } = "";

    [Label("文号")]
    public string DocumentNumber { get; set; } = "";

    [Label("发布机关")]
    public string IssuingBody { get; set; } = "";

    [Label("层级")]
    public InstrumentLevel Level { get; set; }

    /// <summary>Division id; 0 is the nation. It applies in the interval of ids <see cref="TerritoryLo"/>..<see cref="TerritoryHi"/>.</summary>
    [Label("适用区划")]
    public int TerritoryId { get; set; }

    [Label("适用区划起")]
    public int TerritoryLo { get; set; }

    [Label("适用区划止")]
    public int TerritoryHi { get; set; }

    /// <summary>First day in force.</summary>
    [Label("施行日期")]
    public DateOnly From { get; set; }

    /// <summary>Last day in force; null: in force as far as known.</summary>
    [Label("最后有效日")]
    public DateOnly? To { get; set; }

    [Label("失效方式")]
    public Ending Ending { get; set; }

    /// <summary>Code of the instrument that repealed or replaced it; empty when none is known.</summary>
    [Label("由何文件终止")]
    public string EndedBy { get; set; } = "";

    /// <summary>What it says, as far as the platform cares.</summary>
    [Label("要点")]
    public string Summary { get; set; } = "";

    /// <summary>Where the text was seen.</summary>
    [Label("来源")]
    public required string Source { get; set; }

    [Label("来源网址")]
    public string SourceUrl { get; set; } = "";

    /// <summary>What of it has not been seen in a source; empty: all was.</summary>
    [Label("尚未核实")]
    public string Unseen { get; set; } = "";

    /// <summary>1 when entered, one more with every correction, repeal or new provision.</summary>
    [Label("版本号")]
    public int Edition { get; set; } = 1;

    [Label("已复核")]
    public bool Confirmed { get; set; }

    [Label("复核人")]
    public string ConfirmedByName { get; set; } = "";

    [Label("复核日期")]
    public DateOnly? ConfirmedOn { get; set; }

    /// <summary>Account of the last editor; empty for what the platform brought along.</summary>
    [Label("录入账号")]
    public Guid EditedById { get; set; }

    [Label("录入人")]
    public string EditedByName { get; set; } = "";

    public Guid Version { get; set; }

    public bool IsInForce(DateOnly day) => From <= day && (To is null || day <= To);

    /// <summary>One Chinese word: 有效, 尚未施行, 废止, 被修订替代 or 已失效.</summary>
    public string StateOn(DateOnly day) => IsInForce(day) ? "有效" : day < From ? "尚未施行" : Words.Of(Ending) is { Length: > 0 } ending ? ending : "已失效";

    public bool AppliesTo(int lo, int hi) => TerritoryLo <= lo && hi <= TerritoryHi;
}

/// <summary>An entry that a second person confirms before acts that burden may rest on it.</summary>
internal interface IConfirmable
{
    bool Confirmed { get; set; }

    string ConfirmedByName { get; set; }

    DateOnly? ConfirmedOn { get; set; }

    Guid EditedById { get; set; }

    string EditedByName { get; set; }
}
