using Autofac;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Modules;

namespace Platform.Host.Shell;

/// <summary>Looks at the one version row every 3 seconds, so that open pages follow a switch made anywhere, also in another host.</summary>
internal sealed class EnablementWatch(OperationScopes scopes, ILogger<EnablementWatch> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    public event Action? Changed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        Guid? seen = null;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.Begin();
                var version = await scope.Resolve<Enablement>().VersionAsync(stoppingToken);
                if (seen is { } before && before != version)
                {
                    Changed?.Invoke();
                }

                seen = version;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.LogWarning("The module switches could not be read: {Error}", exception.GetType().Name);
            }
        }
    }
}
