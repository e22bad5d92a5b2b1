using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Migrants.Data;
using Platform.Migrants.Domain;

namespace Platform.Migrants.Features.Inquiries;

/// <summary>Hand-overs of the caller's sites, the newest first: totals only. Three statements.</summary>
[Requires(MigrantPermissions.View)]
[Endpoint(Verb.Get, "migrants/handovers", "查询移交单")]
[Clauses("P3-MIGPLATDATA-01b", "P3-MIGPLATDATA-04a")]
internal sealed record ListHandovers(PageRequest Page, int? SiteId = null, YearMonth? Month = null) : IQuery<Page<HandoverRow>>;

internal sealed record HandoverRow(Guid Id, int SiteId, string SiteName, DateOnly Month, int Count, DateOnly HandedOn, string HandedBy);

/// <summary>What the county's operator did, the newest first. Two statements.</summary>
[Requires(MigrantPermissions.Bureau)]
[Endpoint(Verb.Get, "migrants/platform-log", "信息平台工作记录")]
[Clauses("P3-MIGPLATFORM-01a", "P3-MIGPLATDATA-02", "P3-MIGPLATDATA-03")]
internal sealed record ListBureauActs(PageRequest Page, BureauActKind? Kind = null, YearMonth? Month = null) : IQuery<Page<BureauActRow>>;

internal sealed record BureauActRow(Guid Id, string Division, BureauActKind Kind, DateOnly Day, int Count, string Note, string By, DateTimeOffset At);

/// <summary>How many inquiries wait for the county: handed over, and arrived. Two statements.</summary>
/// <param name="SiteId">The county.</param>
[Requires(MigrantPermissions.Bureau)]
[Endpoint(Verb.Get, "migrants/counties/{siteId}/waiting", "县级待发出、待答复的查询件数")]
[Clauses("P3-MIGPLATDATA-02", "P3-MIGPLATDATA-03", "P4-MIGMANAGER-06")]
internal sealed record GetBureauWaiting(int SiteId) : IQuery<BureauWaiting>, ISiteRequest;

internal sealed record BureauWaiting(int ToSend, int ToAnswer, int PastTarget, int PastLimit);

internal sealed class BureauListHandlers(MigrantsDbContext db, BureauScope bureau, IMediator mediator, Infrastructure.Messaging.Operation operation)
    : IRequestHandler<ListHandovers, Page<HandoverRow>>, IRequestHandler<ListBureauActs, Page<BureauActRow>>, IRequestHandler<GetBureauWaiting, BureauWaiting>
{
    public async Task<Page<HandoverRow>> Handle(ListHandovers request, CancellationToken cancellationToken)
    {
        var rows = db.Set<Handover>().AsNoTracking();
        rows = request.SiteId is { } site ? rows.Where(h => h.SiteId == site) : rows;
        if (request.Month is { } month)
        {
            var first = month.FirstDay;
            rows = rows.Where(h => h.Month == first);
        }

        var total = await rows.CountAsync(cancellationToken);
        var page = await rows.OrderByDescending(h => h.HandedOn).ThenByDescending(h => h.Id).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. page.Select(h => h.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<HandoverRow>([.. page.Select(h => new HandoverRow(h.Id, h.SiteId, names.GetValueOrDefault(h.SiteId, ""), h.Month, h.Count, h.HandedOn, h.HandedByName))], total);
    }

    public async Task<Page<BureauActRow>> Handle(ListBureauActs request, CancellationToken cancellationToken)
    {
        var rows = db.Set<BureauAct>().AsNoTracking();
        rows = request.Kind is { } kind ? rows.Where(a => a.Kind == kind) : rows;
        if (request.Month is { } month)
        {
            var (first, last) = (month.FirstDay, month.LastDay);
            rows = rows.Where(a => a.Day >= first && a.Day <= last);
        }

        var total = await rows.CountAsync(cancellationToken);
        var page = await rows.OrderByDescending(a => a.Day).ThenByDescending(a => a.Id).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. page.Select(a => a.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return new Page<BureauActRow>([.. page.Select(a => new BureauActRow(a.Id, names.GetValueOrDefault(a.SiteId, ""), a.Kind, a.Day, a.Count, a.Note, a.ByName, a.At))], total);
    }

    public async Task<BureauWaiting> Handle(GetBureauWaiting request, CancellationToken cancellationToken)
    {
        var (lo, hi) = await bureau.OfAsync(request.SiteId, cancellationToken);
        var today = operation.Today;
        var toSend = await db.Set<Inquiry>().CountAsync(q => q.SiteId >= lo && q.SiteId <= hi && q.State == InquiryState.HandedOver && q.Route == InquiryRoute.Inside, cancellationToken);
        var open = await db.Set<Inquiry>().Where(q => q.OtherSiteId >= lo && q.OtherSiteId <= hi && q.State == InquiryState.Sent && q.Route != InquiryRoute.Outgoing)
            .Select(q => new { q.TargetOn, q.LimitOn }).ToListAsync(cancellationToken);
        return new BureauWaiting(toSend, open.Count, open.Count(q => q.TargetOn < today), open.Count(q => q.LimitOn < today));
    }
}
