using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Trail;

/// <summary>Writes the trail row of a command inside the command's transaction.</summary>
internal sealed class TrailWriter(CoreDbContext db, Operation operation, ModuleCatalog catalog)
{
    public async Task WriteAsync(object request, CancellationToken cancellationToken)
    {
        var actor = operation.Actor;
        var detail = string.Join("；", operation.Notes);
        db.Add(new TrailEntry
        {
            SiteId = (request as ISiteRequest)?.SiteId ?? Math.Max(actor.Scope.DivisionId, 0),
            At = operation.Now,
            AccountId = actor.AccountId,
            ActorName = actor.Name,
            Channel = actor.Channel,
            ModuleId = catalog.ModuleOf(request.GetType())?.Id ?? "",
            Action = request.GetType().Name,
            RecordRef = (request as IRecordRequest)?.RecordRef ?? "",
            Detail = detail.Length > 2000 ? detail[..2000] : detail,
            RemoteAddress = actor.RemoteAddress ?? "",
            CorrelationId = operation.CorrelationId,
        });
        await db.SaveChangesAsync(cancellationToken);
    }
}
