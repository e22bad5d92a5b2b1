using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Trail;

/// <summary>Appends one entry to the chain of a site, inside the transaction it is about.</summary>
internal sealed class TrailWriter(CoreDbContext db, Operation operation, OperationDatabase database, ModuleCatalog catalog)
{
    /// <summary>Longest key of a record.</summary>
    public const int KeyLength = 100;

    private const int MostDetail = 2000;
    private const int MostText = 200;

    /// <param name="outcome">Empty: the request was done. Otherwise the code it was refused with.</param>
    public async Task WriteAsync(object request, string outcome, CancellationToken cancellationToken)
    {
        var actor = operation.Actor;
        var done = outcome.Length == 0;
        var changes = done ? operation.Changes.All.ToList() : [];
        var record = (request as IRecordRequest)?.RecordRef ?? "";
        var entry = new TrailEntry
        {
            SiteId = done && request is ISiteRequest { SiteId: var site } ? site : Math.Max(actor.Scope.DivisionId, 0),
            At = DateTimeOffset.FromUnixTimeMilliseconds(operation.Now.ToUnixTimeMilliseconds()),
            AccountId = operation.Entering?.AccountId ?? actor.AccountId,
            ActorName = Clean(operation.Entering?.Name ?? actor.Name, MostText),
            Channel = actor.Channel,
            ModuleId = catalog.ModuleOf(request.GetType())?.Id ?? "",
            Action = request.GetType().Name,
            Outcome = outcome,
            RecordRef = Clean(record, MostText),
            Detail = Clean(string.Join("；", operation.Notes), MostDetail),
            Reason = Clean((request as IReasonedRequest)?.Reason ?? "", MostText),
            Changes = changes.Count == 0 ? "" : Clean(ChangeJson.Write(changes), int.MaxValue),
            RemoteAddress = Clean(actor.RemoteAddress ?? "", MostText),
            CorrelationId = operation.CorrelationId,
        };
        await AppendAsync(entry, cancellationToken);
        db.AddRange(changes.Select(c => c.Key).Append(record[(record.IndexOf(':') + 1)..])
            .Where(key => key.Length is > 0 and <= KeyLength).Distinct(StringComparer.Ordinal)
            .Select(key => new TrailMention { RecordKey = key, EntryId = entry.Id }));
        await db.SaveChangesAsync(cancellationToken);
    }

    // The update locks the head of the chain until the transaction ends: whoever comes next reads what this one wrote.
    private async Task AppendAsync(TrailEntry entry, CancellationToken cancellationToken)
    {
        // A failed sign-in has no scope, and its chain is there all the same.
        var heads = db.Set<TrailChain>().IgnoreQueryFilters().Where(c => c.SiteId == entry.SiteId);
        if (await heads.ExecuteUpdateAsync(s => s.SetProperty(c => c.Sequence, c => c.Sequence + 1), cancellationToken) == 0)
        {
            await TrailHeads.AddAsync(db, database.Provider, entry.SiteId, cancellationToken);
            await heads.ExecuteUpdateAsync(s => s.SetProperty(c => c.Sequence, c => c.Sequence + 1), cancellationToken);
        }

        var head = await heads.SingleAsync(cancellationToken);
        entry.Sequence = head.Sequence;
        entry.PreviousHash = head.Hash;
        head.Hash = entry.Hash = TrailHash.Of(entry, entry.PreviousHash);
        db.Add(entry);
    }

    // What a database would not keep as written must not be hashed as written.
    private static string Clean(string text, int most)
    {
        var clean = text.Replace('\0', ' ').TrimEnd();
        return clean.Length > most ? clean[..most] : clean;
    }
}
