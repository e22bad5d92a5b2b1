using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Platform.Contracts.Access;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access.Sessions;

/// <summary>Hears every click and request and writes at most one line a minute for each session.</summary>
public sealed class SessionActivity(PlatformSender sender, TimeProvider clock, ILogger<SessionActivity> log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);
    private const int Crowd = 5000;

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> written = [];

    /// <summary>Never throws: a line that could not be written is written a minute later.</summary>
    public async Task SeenAsync(Guid sessionId)
    {
        var now = clock.GetUtcNow();
        if (sessionId == Guid.Empty || (written.TryGetValue(sessionId, out var last) && now - last < Interval))
        {
            return;
        }

        written[sessionId] = now;
        try
        {
            await sender.SendAs(Actor.System(DivisionScope.Nation, ActorChannel.Job), new TouchSession(sessionId));
        }
        catch (Exception exception)
        {
            log.LogWarning("The activity of a session could not be written: {Error}", exception.GetType().Name);
        }

        if (written.Count > Crowd)
        {
            foreach (var (id, at) in written.Where(w => now - w.Value > Remembered))
            {
                written.TryRemove(id, out _);
            }
        }
    }
}
