namespace Platform.Deadlines;

public enum DeadlineUnit { CalendarDays, WorkingDays, Months, Years }

/// <summary>What happens when the last day is a rest day. Only where the law has such a rule (trap c of the register).</summary>
public enum RollOver { None, NextWorkingDay }

/// <summary>Whether the day of the event counts. Excluded as a rule (民法典 201, 民事诉讼法 85); included only where a text says so.</summary>
public enum EventDay { Excluded, Included }

/// <summary>Forward: the last day by which something is done after the event. Backward: the last day before it.</summary>
public enum Direction { Forward, Backward }

/// <summary>Whom the limit binds: the agency's own limits are strict, the citizen's roll over.</summary>
public enum Bound { Agency, Citizen }

/// <summary>How sure the text is: seen at its source, partly seen, general knowledge, or a rule of this office and no law.</summary>
public enum Confidence { Confirmed, Partly, Unconfirmed, Internal }

/// <summary>Where a rule or a step comes from.</summary>
/// <param name="InstrumentId">Row of the legal-basis register, for example <c>L10</c>; empty for internal rules.</param>
/// <param name="Instrument">Chinese name, for example 行政处罚法.</param>
/// <param name="Article">For example 第六十条; empty where the instrument as a whole is meant.</param>
public sealed record LegalSource(string InstrumentId, string Instrument, string Article, Confidence Confidence = Confidence.Confirmed)
{
    public string Text => InstrumentId.Length == 0 ? Instrument : $"《{Instrument}》{Article}";
}

/// <summary>An extension a leader may grant: at most <paramref name="MaxDays"/> calendar days beyond the limit.</summary>
public sealed record Extension(int MaxDays, LegalSource Basis);

/// <summary>One time limit: from an event, so many units, to its last day.</summary>
/// <param name="Code">Stable and stored, for example <c>penalty.decision.90d</c>.</param>
/// <param name="Name">Chinese, for example 作出行政处罚决定.</param>
/// <param name="Event">Chinese name of the day it runs from, for example 立案之日.</param>
/// <param name="Amount">1 or more, in <paramref name="Unit"/>.</param>
public sealed record DeadlineRule(
    string Code, string Name, string Event, DeadlineUnit Unit, int Amount, Bound Binds, LegalSource Basis,
    RollOver Roll = RollOver.None, EventDay EventDay = EventDay.Excluded, Direction Direction = Direction.Forward, Extension? Extension = null)
{
    /// <summary>Which text says how the days are counted; null: the general rules of the Civil Code.</summary>
    public LegalSource? Counting { get; init; }

    /// <summary>Which text says that the last day rolls over.</summary>
    public LegalSource? Rolling { get; init; }

    /// <summary>Clauses of the duty documents it serves.</summary>
    public IReadOnlyList<string> Clauses { get; init; } = [];

    /// <summary>True when the result depends on holidays and make-up days.</summary>
    public bool UsesCalendar => Unit == DeadlineUnit.WorkingDays || Roll != RollOver.None;

    /// <summary>For example 7 个工作日, 60 日, 6 个月.</summary>
    public string Length => $"{Amount} {UnitText(Unit)}";

    public static string UnitText(DeadlineUnit unit) => unit switch
    {
        DeadlineUnit.CalendarDays => "日",
        DeadlineUnit.WorkingDays => "个工作日",
        DeadlineUnit.Months => "个月",
        _ => "年",
    };
}

/// <summary>Rules a module brings along beside the statutory ones; found by the container.</summary>
public interface IDeadlineRuleSource
{
    IReadOnlyList<DeadlineRule> Rules { get; }
}
