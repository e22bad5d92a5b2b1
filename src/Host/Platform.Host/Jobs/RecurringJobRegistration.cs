using Hangfire;
using Hangfire.Storage;
using Platform.Infrastructure.Modules;
using Platform.Infrastructure.Time;

namespace Platform.Host.Jobs;

/// <summary>At start: registers the recurring jobs the modules declare and removes those that no module declares any more.</summary>
internal sealed class RecurringJobRegistration(ModuleCatalog catalog, IRecurringJobManager manager, JobStorage storage) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var declared = catalog.Modules.SelectMany(m => m.Jobs).ToList();
        foreach (var job in declared)
        {
            manager.AddOrUpdate<ModuleJob>(job.Id, j => j.RunAsync(job.Id, CancellationToken.None), job.Cron, new RecurringJobOptions { TimeZone = ChinaTime.TimeZone });
        }

        using var connection = storage.GetConnection();
        foreach (var old in connection.GetRecurringJobs().Select(j => j.Id).Except(declared.Select(j => j.Id)))
        {
            manager.RemoveIfExists(old);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
