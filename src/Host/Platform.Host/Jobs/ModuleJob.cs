using System.ComponentModel;
using Hangfire;
using Platform.Contracts.Access;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Modules;

namespace Platform.Host.Jobs;

/// <summary>What Hangfire runs: sends the command of a module's recurring job as the system.</summary>
public sealed class ModuleJob(ModuleCatalog catalog, PlatformSender sender)
{
    [DisplayName("{0}")]
    [AutomaticRetry(Attempts = 3)]
    [DisableConcurrentExecution("module-job:{0}", 1)]
    public Task RunAsync(string jobId, CancellationToken cancellationToken)
    {
        var job = catalog.Modules.SelectMany(m => m.Jobs).FirstOrDefault(j => j.Id == jobId);
        return job is null ? Task.CompletedTask : sender.SendAs(Actor.System(DivisionScope.Nation, ActorChannel.Job), job.Command(), cancellationToken);
    }
}
