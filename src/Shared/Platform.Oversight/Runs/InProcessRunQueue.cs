using Microsoft.Extensions.Logging;
using Platform.Contracts.Runs;

namespace Platform.Oversight.Runs;

/// <summary>Works runs off on the thread pool where the host has no job server. The rows remember what is left if the process ends.</summary>
internal sealed class InProcessRunQueue(IRunWorker worker, ILogger<InProcessRunQueue> log) : IRunQueue
{
    public void Enqueue(Guid runId) => _ = Task.Run(async () =>
    {
        try
        {
            await worker.ProcessAsync(runId, CancellationToken.None);
        }
        catch (Exception exception)
        {
            log.LogError(exception, "Run {Run} stopped", runId);
        }
    });
}
