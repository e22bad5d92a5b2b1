using Platform.Contracts.Access;
using Platform.Infrastructure.Access.Sessions;
using Platform.Infrastructure.Messaging;

namespace Platform.Host.Shell;

/// <summary>
/// Ends sessions nobody works in, and tells open pages within 5 s that theirs is over, wherever it was ended. Two short statements every 3 s as a rule.
/// </summary>
internal sealed class SessionWatch(PlatformSender sender, TimeProvider clock, ILogger<SessionWatch> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    // Ends committed a moment after their time of day are seen at the next look.
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(15);
    private static readonly Actor System = Actor.System(DivisionScope.Nation, ActorChannel.Job);

    /// <summary>Sessions that ended lately; the same one may be told several times.</summary>
    public event Action<IReadOnlyDictionary<Guid, SessionEnd>>? Ended;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        var seen = clock.GetUtcNow();
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var now = clock.GetUtcNow();
                var look = new GetEndedSessions(seen - Overlap);
                var found = await sender.SendAs(System, look, stoppingToken);
                if (found.AnyStale)
                {
                    await sender.SendAs(System, new EndStaleSessions(), stoppingToken);
                    found = await sender.SendAs(System, look, stoppingToken);
                }

                seen = now;
                if (found.Ended.Count > 0)
                {
                    Ended?.Invoke(found.Ended);
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.LogWarning("The sessions could not be read: {Error}", exception.GetType().Name);
            }
        }
    }
}
