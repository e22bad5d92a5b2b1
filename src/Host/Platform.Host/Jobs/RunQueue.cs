using System.ComponentModel;
using Hangfire;
using Platform.Contracts.Runs;

namespace Platform.Host.Jobs;

/// <summary>Wakes a background worker for a run. A lost wake-up is harmless: the minutely sweep finds the run's rows.</summary>
internal sealed class RunQueue(IBackgroundJobClient jobs) : IRunQueue
{
    public void Enqueue(Guid runId) => jobs.Enqueue<RunJob>(job => job.RunAsync(runId, CancellationToken.None));
}

/// <summary>What Hangfire runs for a run; the claim loop itself sees to it that nothing is done twice.</summary>
public sealed class RunJob(IRunWorker worker)
{
    [DisplayName("月结 {0}")]
    [AutomaticRetry(Attempts = 3)]
    public Task RunAsync(Guid runId, CancellationToken cancellationToken) => worker.ProcessAsync(runId, cancellationToken);
}
