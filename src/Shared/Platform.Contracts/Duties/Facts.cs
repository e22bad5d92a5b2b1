using Platform.Contracts.Messaging;

namespace Platform.Contracts.Duties;

/// <summary>A record that proves a duty. Idempotent on (<paramref name="DutyCode"/>, <paramref name="EvidenceRef"/>).</summary>
/// <param name="UnitId">The village; <see cref="Guid.Empty"/> for a duty of the site itself.</param>
/// <param name="Period">First day of the period the record belongs to.</param>
/// <param name="EvidenceRef">Stable reference of the record, for example <c>meeting:0193…</c>; opens the record.</param>
/// <param name="OccurredOn">Day on which it happened (Asia/Shanghai).</param>
/// <param name="SubmittedOn">Day on which it was entered (Asia/Shanghai).</param>
public sealed record DutyFulfilled(
    string DutyCode,
    int SiteId,
    Guid UnitId,
    DateOnly Period,
    string EvidenceRef,
    DateOnly OccurredOn,
    DateOnly SubmittedOn,
    decimal Quantity = 1);

/// <summary>A batch of proofs, taken with a fixed number of statements. Throws when one cannot be taken.</summary>
public sealed record DutiesFulfilled(IReadOnlyList<DutyFulfilled> Proofs) : IFact;

/// <summary>The record no longer proves anything (deleted, corrected away). Idempotent.</summary>
public sealed record DutyWithdrawn(string EvidenceRef, string Reason) : IFact;
