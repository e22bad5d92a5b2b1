using Platform.Contracts.Messaging;

namespace Platform.Contracts.Contributions;

/// <summary>
/// The monthly meeting of the month after <see cref="ContributionRequest.Period"/> is being convened: give agenda items about that month.
/// </summary>
public sealed class MeetingConvening(Guid runId, DateOnly period, IReadOnlyList<int> siteIds)
    : ContributionRequest<AgendaContribution>(runId, period, siteIds)
{
    public override ContributionRequest Narrow(IReadOnlyList<int> siteIds) => new MeetingConvening(RunId, Period, siteIds);
}

/// <param name="Link">Address of the page that shows the records behind it.</param>
public sealed record AgendaContribution(int SiteId, string Title, string Detail, string? Link);

/// <summary>The records of a month are audited: answer one row per (check, site), with findings where there are any.</summary>
/// <param name="until">The last day looked at; null: the last of the month. Earlier while the month is still open.</param>
public sealed class AuditRequested(Guid runId, DateOnly period, IReadOnlyList<int> siteIds, DateOnly? until = null)
    : ContributionRequest<AuditContribution>(runId, period, siteIds)
{
    public DateOnly Until { get; } = until ?? YearMonth.Of(period).LastDay;

    public override ContributionRequest Narrow(IReadOnlyList<int> siteIds) => new AuditRequested(RunId, Period, siteIds, Until);
}

/// <param name="CheckCode">Code of an <see cref="Modules.AuditCheckDefinition"/> of the answering module.</param>
/// <param name="Examined">How many records were looked at.</param>
public sealed record AuditContribution(string CheckCode, int SiteId, int Examined, IReadOnlyList<FindingDraft> Findings);

/// <param name="Key">Stable inside (check, site, period): the same fault found again is the same finding.</param>
/// <param name="Link">Address of the page that shows the records concerned.</param>
/// <param name="OwnerStaffId">Who has to put it right, where the record says so; empty: the holder of the post that the check names.</param>
/// <param name="Records">The records concerned one by one, where there are several.</param>
public sealed record FindingDraft(
    string Key, FindingSeverity Severity, string Title, string Detail, string? Link, Guid UnitId = default, Guid OwnerStaffId = default, IReadOnlyList<ConcernedRecord>? Records = null);

/// <param name="Text">What the record is, without personal data of residents; at most 200 characters.</param>
/// <param name="Link">Page of the record.</param>
public sealed record ConcernedRecord(string Text, string Link);

public enum FindingSeverity { Minor, Major, Serious }

/// <summary>The month is appraised: answer one row per (indicator, site or village).</summary>
public sealed class AppraisalRequested(Guid runId, DateOnly period, IReadOnlyList<int> siteIds)
    : ContributionRequest<IndicatorContribution>(runId, period, siteIds)
{
    public override ContributionRequest Narrow(IReadOnlyList<int> siteIds) => new AppraisalRequested(RunId, Period, siteIds);
}

/// <param name="UnitId">The village; <see cref="Guid.Empty"/> for an indicator of the site.</param>
/// <param name="Denominator">0 means nothing to measure: the indicator is left out.</param>
public sealed record IndicatorContribution(string IndicatorCode, int SiteId, Guid UnitId, decimal Numerator, decimal Denominator, string? Link);
