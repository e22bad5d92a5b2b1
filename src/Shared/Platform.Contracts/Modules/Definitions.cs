using MediatR;

namespace Platform.Contracts.Modules;

/// <summary>A right to do one kind of thing. <paramref name="Roles"/> are the role ids that have it by default.</summary>
public sealed record PermissionDefinition(string Code, string Name, params string[] Roles)
{
    /// <summary>True: may be given to an API key; false: never; null: by the platform's rule, which knows what is for people only.</summary>
    public bool? ForKeys { get; init; }
}

/// <summary>One line of the menu. <paramref name="Icon"/> is a FontAwesome class; <paramref name="Order"/> sorts inside the group.</summary>
public sealed record MenuEntry(string Group, string Text, string Href, string Permission, string Icon, int Order = 100);

/// <summary>A recurring job: at <paramref name="Cron"/> (Asia/Shanghai) the host sends <paramref name="Command"/> as the system.</summary>
public sealed record RecurringJobDefinition(string Id, string Name, string Cron, Func<IRequest<Unit>> Command);

/// <summary>
/// Which level owes a duty: the site (township office), each village and community of it, or the county itself, whose duties stand in its own calendar and in no township's close.
/// </summary>
public enum DutyLevel { Site, Village, County }

/// <summary>
/// How often a duty is owed. <see cref="Daily"/>: on every working day, kept as one obligation a month that is fulfilled when each working day has its
/// proof. <see cref="Weekly"/>: the week from Monday to Sunday. <see cref="AfterLast"/>: at most so many months after the last time.
/// </summary>
public enum Cadence { Daily, Weekly, Monthly, Quarterly, HalfYearly, Yearly, AfterLast }

/// <summary>
/// A recurring duty, read from the duty documents. The due date of a period is <paramref name="DueDay"/> of the
/// <paramref name="DueMonthOffset"/>-th month after the period's last month (0 = that month itself); day 31 means the last day. Of a week it is the
/// day of the week (1 = Monday; 7 and above = Sunday) of the <paramref name="DueMonthOffset"/>-th week after it. The literal date counts, also where it
/// is no working day; a division may set otherwise.
/// </summary>
/// <param name="Code">Stable code from the duty catalogue, for example <c>work-meeting-monthly</c>.</param>
/// <param name="Clauses">Clause ids it serves, for example <c>P3-WORKRULES-01</c>.</param>
/// <param name="OwnerPost">Chinese name of the post that owes it.</param>
/// <param name="Threshold">Quantity that fulfils it within one period; 1 as a rule. Per working day, or per village, where it is owed so.</param>
/// <param name="CountsOn">Which date decides whether it was on time.</param>
/// <param name="EvidenceLink">Page that opens the evidence; <c>{ref}</c> stands for the evidence reference. Null: none.</param>
/// <param name="MonthsAfterLast">For <see cref="Cadence.AfterLast"/>: months after the last time, at most.</param>
/// <param name="PerVillage">The site owes it for each of its villages: one obligation, fulfilled when every village has its proof, which names the village.</param>
/// <param name="EntryLink">Page where the record is made that proves it; <c>{period}</c> stands for the first day of the period. Null: a proof is filed by hand.</param>
public sealed record DutyDefinition(
    string Code,
    string Name,
    DutyLevel Level,
    Cadence Cadence,
    int DueMonthOffset,
    int DueDay,
    string OwnerPost,
    string Evidence,
    IReadOnlyList<string> Clauses,
    decimal Threshold = 1,
    CountsOn CountsOn = CountsOn.Occurred,
    string? EvidenceLink = null,
    bool ScoredByDefault = true,
    int MonthsAfterLast = 0,
    bool PerVillage = false,
    string? EntryLink = null);

public enum CountsOn { Occurred, Submitted }

/// <summary>A check that an audit runs over the records of one month.</summary>
/// <param name="OwnerPost">Code of <see cref="Organisation.PostKinds"/>: whoever holds the post puts a finding right, unless the finding names somebody.</param>
public sealed record AuditCheckDefinition(string Code, string Name, string Explanation, IReadOnlyList<string> Clauses, string? OwnerPost = null);

/// <summary>What an indicator measures. rights.md 3: the office, never the public; anything not listed here cannot be registered.</summary>
public enum IndicatorKind { Punctuality, Completeness, Accuracy, StockCover, RepliesInTime, TrainingHeld, ComplaintsUpheld }

/// <summary>
/// A rate (numerator / denominator, 0..1 or above) that appraisal turns into points. <paramref name="Target"/> is the rate that earns the full
/// <paramref name="Weight"/> (points of 100). No denominator: left out and its weight redistributed, never 0.
/// </summary>
public sealed record IndicatorDefinition(
    string Code,
    string Name,
    IndicatorKind Kind,
    DutyLevel Level,
    string NumeratorName,
    string DenominatorName,
    decimal Target,
    decimal Weight,
    IReadOnlyList<string> Clauses);
