using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Migrants.Data;
using Platform.Migrants.Domain;

namespace Platform.Migrants.Features.Inquiries;

/// <summary>Opens inquiries for one of their sides, starts their clocks, keeps the county's log. Refuses NOT_FOUND, CHANGED_MEANWHILE and WRONG_STATE.</summary>
internal sealed class InquiryDesk(MigrantsDbContext db, IMediator mediator, Operation operation)
{
    /// <summary>For the side that asks.</summary>
    public async Task<Inquiry> OfAskerAsync(int siteId, Guid id, Guid? version, CancellationToken cancellationToken) =>
        Fresh(await db.Set<Inquiry>().FirstOrDefaultAsync(q => q.Id == id && q.SiteId == siteId, cancellationToken), version);

    /// <summary>For the side that answers: it has arrived.</summary>
    public async Task<Inquiry> OfAnswererAsync(int siteId, Guid id, Guid? version, CancellationToken cancellationToken) =>
        Fresh(await db.Set<Inquiry>().FirstOrDefaultAsync(q => q.Id == id && q.OtherSiteId == siteId && q.ReceivedOn != null && q.Route != InquiryRoute.Outgoing, cancellationToken), version);

    private static Inquiry Fresh(Inquiry? found, Guid? version)
    {
        var inquiry = found ?? throw Refusals.NotFound("这份查询");
        Refusals.CheckVersion(version, inquiry.Version);
        return inquiry;
    }

    public static RefusalException WrongState(Inquiry inquiry, string what) =>
        new("WRONG_STATE", $"查询 {inquiry.Number} {MigrantRules.Of(inquiry.State)}，不能{what}。", RefusalKind.Conflict);

    /// <summary>
    /// Enters the clocks of arrived inquiries in the book of deadlines, as far as the answering site lies in the caller's scope; the rest is entered by the platform within minutes.
    /// The caller saves.
    /// </summary>
    public async Task TrackAsync(IReadOnlyList<Inquiry> arrived, CancellationToken cancellationToken)
    {
        var own = arrived.Where(q => !q.Tracked && q.Route != InquiryRoute.Outgoing && q.ReceivedOn is not null && q.OtherSiteId != q.SiteId && operation.Actor.Scope.Contains(q.OtherSiteId)).ToList();
        if (own.Count == 0)
        {
            return;
        }

        await mediator.Send(new TrackDeadlines([.. own.SelectMany(MigrantDeadlines.DraftsOf)]), cancellationToken);
        own.ForEach(q => q.Tracked = true);
    }

    /// <summary>Writes what the county's operator did today once a day and kind, and proves the duty. The caller need not save.</summary>
    public async Task<BureauAct> LogAsync(int countyId, BureauActKind kind, int count, string note, CancellationToken cancellationToken)
    {
        var today = operation.Today;
        var act = await db.Set<BureauAct>().FirstOrDefaultAsync(a => a.SiteId == countyId && a.Kind == kind && a.Day == today, cancellationToken);
        if (act is null)
        {
            act = new BureauAct { SiteId = countyId, Kind = kind, Day = today, ByName = operation.Actor.Name, At = operation.Now };
            db.Add(act);
        }

        act.Count += count;
        act.Note = note.Length > 0 ? note : act.Note;
        await db.SaveChangesAsync(cancellationToken);
        var duty = kind switch { BureauActKind.Login => MigrantCodes.LoginDaily, BureauActKind.Query => MigrantCodes.QueryMonthly, _ => MigrantCodes.LoginTwice };
        await mediator.Publish(
            new DutiesFulfilled([new DutyFulfilled(duty, countyId, Guid.Empty, new DateOnly(today.Year, today.Month, 1), BureauAct.RefOf(act.Id), today, today)]), cancellationToken);
        return act;
    }

    /// <summary>查20261123-1A2B3C.</summary>
    public string NumberOf(Guid id) => $"查{operation.Today:yyyyMMdd}-{id.ToString("N")[^8..].ToUpperInvariant()}";
}

/// <summary>
/// Enters the clocks of inquiries that arrived from sites whose sender may not write here. A job, every ten minutes; it goes on where it stopped.
/// </summary>
[Label("登记来件期限")]
[Requires(MigrantPermissions.Work)]
[Housekeeping]
internal sealed record TrackArrivals : ICommand, IIdempotent;

internal sealed class TrackArrivalsHandler(MigrantsDbContext db, InquiryDesk desk) : IRequestHandler<TrackArrivals, Unit>
{
    private const int Most = 5_000;

    public async Task<Unit> Handle(TrackArrivals request, CancellationToken cancellationToken)
    {
        var arrived = await db.Set<Inquiry>().Where(q => q.State == InquiryState.Sent && !q.Tracked && q.Route != InquiryRoute.Outgoing && q.OtherSiteId != q.SiteId).OrderBy(q => q.Id).Take(Most).ToListAsync(cancellationToken);
        if (arrived.Count > 0)
        {
            await desk.TrackAsync(arrived, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        return Unit.Value;
    }
}
