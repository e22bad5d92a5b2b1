using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Divisions;
using Platform.Infrastructure.Messaging;
using Platform.Supplies.Data;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Contributions;

/// <summary>Dispatches that do not match their receipt after seven working days: not received yet, or with differences nobody settled (P3-STREETSUPPLY-05a). One statement.</summary>
internal sealed class Unreconciled(SuppliesDbContext db, IWorkingDays calendar)
{
    /// <summary>Sent before this day and open on <paramref name="until"/> is late.</summary>
    public DateOnly LateBefore(DateOnly until) => calendar.Back(until, DispatchRules.WorkingDays);

    /// <summary>A dispatch stands with the site that receives it, a return to the county with the site that sent it: each is one finding and not two.</summary>
    public async Task<ILookup<int, Dispatch>> OfAsync(IReadOnlyList<int> siteIds, DateOnly until, CancellationToken cancellationToken)
    {
        var (lo, hi, before, wanted) = (siteIds[0], siteIds[^1], LateBefore(until), siteIds.ToHashSet());
        var open = await db.Set<Dispatch>().AsNoTracking()
            .Where(d => (d.State == DispatchState.Sent || d.State == DispatchState.Received) && d.SentOn < before
                && ((d.OtherSiteId >= lo && d.OtherSiteId <= hi) || (d.Kind == DispatchKind.Return && d.SiteId >= lo && d.SiteId <= hi)))
            .OrderBy(d => d.SentOn).ThenBy(d => d.Id).ToListAsync(cancellationToken);
        return open.ToLookup(d => wanted.Contains(d.OtherSiteId) || d.Kind != DispatchKind.Return ? d.OtherSiteId : d.SiteId);
    }
}

/// <summary>One finding a dispatch.</summary>
internal sealed class UnreconciledAudit(Unreconciled unreconciled) : INotificationHandler<AuditRequested>
{
    public async Task Handle(AuditRequested notification, CancellationToken cancellationToken)
    {
        var open = await unreconciled.OfAsync(notification.SiteIds, notification.Until, cancellationToken);
        notification.Answer(notification.SiteIds.Select(site => new AuditContribution(
            SuppliesCodes.Unreconciled,
            site,
            open[site].Count(),
            [
                .. open[site].Select(d => new FindingDraft(
                    d.Id.ToString("N"),
                    FindingSeverity.Major,
                    $"调拨单 {d.Voucher} {(d.State == DispatchState.Sent ? "没有验收" : "差异没有结清")}",
                    $"{d.SentOn:yyyy-MM-dd} 由{d.FromName}发往{d.ToName}，已超过 {DispatchRules.WorkingDays} 个工作日，上下级账不符。",
                    SuppliesLinks.Dispatch(d.Id))),
            ])));
    }
}

/// <summary>One item a site.</summary>
internal sealed class UnreconciledAgenda(Unreconciled unreconciled, Operation operation) : INotificationHandler<MeetingConvening>
{
    public async Task Handle(MeetingConvening notification, CancellationToken cancellationToken)
    {
        var open = await unreconciled.OfAsync(notification.SiteIds, operation.Today, cancellationToken);
        notification.Answer(notification.SiteIds.Where(open.Contains).Select(site => new AgendaContribution(
            site, $"药具调拨账不符 {open[site].Count()} 单", $"发出已超过 {DispatchRules.WorkingDays} 个工作日，没有验收或差异没有结清。请核对并结清。", SuppliesLinks.Reconciliation)));
    }
}
