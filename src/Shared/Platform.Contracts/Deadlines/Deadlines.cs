using Platform.Contracts.Messaging;

namespace Platform.Contracts.Deadlines;

public enum DeadlineState { Open, Settled, Withdrawn }

/// <summary>A time limit that runs for a record.</summary>
/// <param name="RecordRef">Stable reference of the record, for example <c>finding:0193…</c>; at most 120 characters.</param>
/// <param name="RuleCode">Code of a statutory rule or of one the module brings along.</param>
/// <param name="Start">Day of the event it runs from.</param>
/// <param name="Title">What has to be done, without personal data; at most 200 characters.</param>
/// <param name="Link">Page of the record.</param>
/// <param name="ExtensionDays">Calendar days granted beyond the limit; refused beyond what the rule allows.</param>
/// <param name="Reason">Why it runs anew or longer; stands in the history when the due day of a known deadline changes.</param>
public sealed record DeadlineDraft(
    int SiteId, string RecordRef, string RuleCode, DateOnly Start, string Title, string Link, int ExtensionDays = 0, string Reason = "");

/// <summary>
/// Starts deadlines, or takes over a new start or extension of known ones: the old due day stays in the history, a settled one runs again.
/// Idempotent on (record, rule). A fixed number of statements per 500 drafts. Sent from inside the command that causes them.
/// Refuses UNKNOWN_DEADLINE_RULE and EXTENSION_TOO_LONG.
/// </summary>
/// <param name="Generated">For generated scenes: what is known already is overwritten without history.</param>
[Label("登记期限")]
public sealed record TrackDeadlines(IReadOnlyList<DeadlineDraft> Drafts, bool Generated = false) : ICommand;

/// <summary>The records no longer wait: done on a day, or given up. Open deadlines of the records end; others stay as they are. Idempotent.</summary>
/// <param name="RuleCode">Null: all deadlines of the records.</param>
[Label("办结或撤销期限")]
public sealed record SettleDeadlines(IReadOnlyList<string> RecordRefs, DateOnly On, bool Withdrawn = false, string? RuleCode = null) : ICommand;

/// <summary>Deadlines of records in the caller's scope. One statement per 500 records.</summary>
public sealed record GetDeadlines(IReadOnlyList<string> RecordRefs) : IQuery<IReadOnlyList<DeadlineRow>>;

/// <param name="Provisional">The calendar of a year it reaches is not loaded.</param>
/// <param name="Changes">How often its due day was computed anew; 0: never.</param>
public sealed record DeadlineRow(
    Guid Id, int SiteId, string RecordRef, string RuleCode, DateOnly Start, int ExtensionDays, DateOnly Due, bool Provisional, DeadlineState State, DateOnly? SettledOn, int Changes)
{
    /// <summary>Day with its mark, as lists show it: 2027-01-11（暂定）.</summary>
    public string DueText => DueTexts.Due(Due, Provisional);

    /// <summary>Page that explains how the day was found.</summary>
    public string Page => $"/deadlines/{Id}";
}

/// <summary>Due days that were computed anew because a year of the calendar was loaded: modules that keep a copy of them follow.</summary>
public sealed record DeadlinesRedated(IReadOnlyList<RedatedDeadline> Deadlines) : IFact;

public sealed record RedatedDeadline(string RecordRef, DateOnly Due);

/// <summary>Rights that pages of modules ask for before they link to the deadline pages.</summary>
public static class DeadlinePermissions
{
    public const string View = "core.deadlines.view";
}

public static class DueTexts
{
    public static string Due(DateOnly due, bool provisional) =>
        due.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) + (provisional ? "（暂定）" : "");
}
