using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Dispatches;

/// <summary>Opens a dispatch for one of its sides. One statement each.</summary>
internal sealed class DispatchDesk(SuppliesDbContext db)
{
    public static RefusalException NotFound() => new("NOT_FOUND", "没有找到这张调拨单，或它与您的单位无关。", RefusalKind.NotFound);

    /// <summary>For the sender. Refuses NOT_FOUND and CHANGED_MEANWHILE.</summary>
    public async Task<Dispatch> OfSenderAsync(int siteId, Guid id, Guid? version, CancellationToken cancellationToken) =>
        RefuseStale(await db.Set<Dispatch>().FirstOrDefaultAsync(d => d.Id == id && d.SiteId == siteId, cancellationToken) ?? throw NotFound(), version);

    /// <summary>For the receiver. Refuses NOT_FOUND.</summary>
    public async Task<Dispatch> OfReceiverAsync(int siteId, Guid id, CancellationToken cancellationToken) =>
        await db.Set<Dispatch>().FirstOrDefaultAsync(d => d.Id == id && d.OtherSiteId == siteId, cancellationToken) ?? throw NotFound();

    /// <summary>For either side. Refuses NOT_FOUND and CHANGED_MEANWHILE.</summary>
    public async Task<Dispatch> OfEitherAsync(int siteId, Guid id, Guid? version, CancellationToken cancellationToken) =>
        RefuseStale(
            await db.Set<Dispatch>().FirstOrDefaultAsync(d => d.Id == id && (d.SiteId == siteId || d.OtherSiteId == siteId), cancellationToken) ?? throw NotFound(), version);

    public Task<List<DispatchLine>> LinesAsync(Guid id, CancellationToken cancellationToken) =>
        db.Set<DispatchLine>().Where(l => l.DispatchId == id).OrderBy(l => l.Id).ToListAsync(cancellationToken);

    public static RefusalException WrongState(Dispatch dispatch, string wanted) => new(
        "WRONG_STATE", $"调拨单 {dispatch.Voucher} {DispatchRules.Of(dispatch.State)}，{wanted}。", RefusalKind.Conflict);

    public static Dispatch RefuseStale(Dispatch dispatch, Guid? seen)
    {
        Refusals.CheckVersion(seen, dispatch.Version, "这张调拨单");
        return dispatch;
    }
}
