using Microsoft.Extensions.Logging;
using Platform.Contracts.Access;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Deadlines.Redating;

/// <summary>Computes deadlines anew after an import, chunk by chunk. Whoever wakes it, the rows remember what is left.</summary>
internal sealed class DeadlineRedater(PlatformSender sender, ILogger<DeadlineRedater> log)
{
    private static readonly Actor System = Actor.System(DivisionScope.Nation, ActorChannel.Job);

    /// <summary>Rows looked through in one transaction: about 100 ms on SQLite.</summary>
    public int ChunkRows { get; set; } = 5000;

    /// <summary>Up to so many deadlines the import waits for; more are left to the minutely job.</summary>
    public int AtOnce { get; set; } = 20_000;

    public async Task RunAsync(Guid importId, CancellationToken cancellationToken)
    {
        do
        {
            while (await sender.SendAs(System, new RedateChunk(importId, ChunkRows), cancellationToken))
            {
            }
        }
        while (await sender.SendAs(System, new PlanRedating(importId), cancellationToken) is not null);
    }

    /// <summary>After the import's commit: what fails here is taken up by the job.</summary>
    public async Task RunQuietlyAsync(Guid importId)
    {
        try
        {
            await RunAsync(importId, CancellationToken.None);
        }
        catch (Exception exception)
        {
            log.LogError(exception, "Deadlines could not be computed anew after calendar import {Import}; the job goes on", importId);
        }
    }
}
