using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Platform.Contracts.Access;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Time;

namespace Platform.Infrastructure.Access.ApiKeys;

/// <summary>Counts uses in memory, so that a use writes nothing; a service of the host empties it once a minute. Also keeps refused keys from filling the trail.</summary>
internal sealed class KeyMeter(PlatformSender sender, ChinaTime time, ILogger<KeyMeter> log)
{
    private const int MostBuckets = 1000;
    private static readonly TimeSpan NoteAgainAfter = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> noted = new();
    private Dictionary<(Guid Key, DateOnly Day), KeyUse> uses = [];

    public void Used(VerifiedKey key, string? address) => Add([new KeyUse(key.Id, key.Scope.DivisionId, time.Today, 1, time.Now, address ?? "")]);

    /// <summary>Writes what was counted. What could not be written is counted again the next time.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        List<KeyUse> batch;
        lock (gate)
        {
            batch = [.. uses.Values];
            uses = [];
        }

        if (batch.Count == 0)
        {
            return;
        }

        try
        {
            await sender.SendAs(Actor.System(DivisionScope.Nation, ActorChannel.Job), new RecordKeyUse(batch), cancellationToken);
        }
        catch (Exception exception)
        {
            log.LogWarning("The use of {Count} keys could not be written now: {Error}", batch.Count, exception.GetType().Name);
            Add(batch);
        }
    }

    /// <summary>Leaves a refused use in the trail, at most once a minute for each key or address.</summary>
    public async Task RefusedAsync(KeyVerdict verdict, string? address, CancellationToken cancellationToken)
    {
        var now = time.Now;
        if (noted.Count >= MostBuckets)
        {
            foreach (var old in noted.Where(n => now - n.Value >= NoteAgainAfter).ToList())
            {
                noted.TryRemove(old);
            }
        }

        var bucket = noted.Count >= MostBuckets ? "others" : verdict.KeyId == Guid.Empty ? $"from:{address}" : $"{verdict.KeyId}:{verdict.Refusal!.Code}";
        if (noted.TryGetValue(bucket, out var before) && now - before < NoteAgainAfter)
        {
            return;
        }

        noted[bucket] = now;
        var actor = Actor.System(verdict.Scope, ActorChannel.Job) with { Name = verdict.Prefix.Length > 0 ? $"接口密钥 {verdict.Prefix}" : "不明来源", RemoteAddress = address };
        try
        {
            await sender.SendAs(actor, new NoteRefusedKey(verdict.KeyId, verdict.Prefix, verdict.Refusal!.Code), cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The refusal stands, whatever becomes of its note.
            log.LogWarning("The refusal of a key could not be written to the trail: {Error}", exception.GetType().Name);
        }
    }

    private void Add(IEnumerable<KeyUse> more)
    {
        lock (gate)
        {
            foreach (var use in more)
            {
                uses[(use.KeyId, use.Day)] = uses.TryGetValue((use.KeyId, use.Day), out var known)
                    ? (use.LastAt >= known.LastAt ? use : known) with { Count = known.Count + use.Count }
                    : use;
            }
        }
    }
}
