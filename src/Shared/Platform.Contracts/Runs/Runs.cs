using Platform.Contracts.Access;
using Platform.Contracts.Messaging;

namespace Platform.Contracts.Runs;

/// <summary>Wakes a worker for a run. The host implements it with its job server; the rows of the run hold all that matters.</summary>
public interface IRunQueue
{
    void Enqueue(Guid runId);
}

/// <summary>Starts and works off runs. The job server, the command line and tests all go through this one claim loop.</summary>
public interface IRunWorker
{
    /// <summary>
    /// Starts closing a month for a scope as the system, or continues the unfinished run for it. Refuses MONTH_NOT_OVER, NO_SITES and, without
    /// <paramref name="revise"/>, ALREADY_CLOSED.
    /// </summary>
    Task<Guid> StartCloseAsync(YearMonth month, DivisionScope scope, bool revise, CancellationToken cancellationToken);

    /// <summary>
    /// Claims and works off chunks until none is left to claim; null: of any run. Returns early, without an exception, when cancelled: the step
    /// under way is finished and its chunk released.
    /// </summary>
    Task ProcessAsync(Guid? runId, CancellationToken cancellationToken);

    Task<RunProgress?> GetProgressAsync(Guid runId, CancellationToken cancellationToken);
}

public enum RunState { Waiting, Running, Done, Failed }

/// <param name="Percent">0..100, by sites and steps.</param>
/// <param name="Step">Chinese name of the step most chunks are in.</param>
/// <param name="Failures">Number of (site, contributor) pairs that could not be computed.</param>
public sealed record RunProgress(
    Guid RunId, YearMonth Month, RunState State, int TotalSites, int DoneSites, int Percent, string Step, int Failures, int FailedChunks, TimeSpan Elapsed)
{
    public bool IsFinished => State is RunState.Done or RunState.Failed;
}
