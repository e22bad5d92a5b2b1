using Platform.Contracts.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;

namespace Platform.Oversight.Runs;

/// <summary>A claimed chunk: what to do, and the claim number that proves it is still ours.</summary>
internal sealed record ChunkWork(
    Guid RunId, RunKind Kind, YearMonth Month, bool Revise, string RequestedBy, Guid ChunkId, int Lo, int Hi, RunStep Step, string Owner, int Claim, string Checks = "")
{
    public DateOnly Day => Month.FirstDay;

    /// <summary>True when the run is about this check: audits may be about some only.</summary>
    public bool Wants(string check) => Checks.Length == 0 || Checks.Split(',').Contains(check);
}

/// <summary>Everything one step found out about one chunk; written together in one transaction.</summary>
internal sealed class StepRows
{
    public List<SiteClose> Closes { get; } = [];

    public List<DutyObligation> Obligations { get; } = [];

    public List<AuditResult> Audits { get; } = [];

    public List<Finding> Findings { get; } = [];

    public List<FindingRecord> FindingRecords { get; } = [];

    public List<FindingEvent> FindingEvents { get; } = [];

    public List<Score> Scores { get; } = [];

    public List<ScoreLine> ScoreLines { get; } = [];

    public List<Meeting> Meetings { get; } = [];

    public List<AgendaItem> Agenda { get; } = [];

    public List<RunFailure> Failures { get; } = [];

    /// <summary>Closes whose results go public now.</summary>
    public List<SiteClose> Published { get; } = [];
}

/// <summary>One step of a chunk: reads and asks, writes nothing. A fixed number of statements whatever the number of sites.</summary>
internal interface IRunStep
{
    RunStep Step { get; }

    Task<StepRows> ComputeAsync(ChunkWork work, CancellationToken cancellationToken);
}

/// <summary>Another worker has taken the chunk over after the lease ran out: what this one computed is thrown away.</summary>
internal sealed class LeaseLostException() : Exception("The lease of the chunk was taken over.");
