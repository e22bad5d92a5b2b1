using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Features.Calendar;

/// <summary>
/// What a site and its villages owe in a month. A closed month shows what was frozen, in its newest revision; an open one is derived from what happened so far.
/// </summary>
/// <param name="UnitId">One village only.</param>
[Requires(OversightPermissions.ViewDuties)]
[Endpoint(Verb.Get, "oversight/duties/calendar", "查询一个乡镇（街道）一个月的履职日历")]
[Clauses("P4-VILLAGEDUTY-05")]
internal sealed record GetDutyCalendar(int SiteId, YearMonth Month, Guid? UnitId = null) : IQuery<DutyCalendar>, ISiteRequest;

/// <param name="Revision">0: the month is open.</param>
internal sealed record DutyCalendar(int SiteId, string SiteName, YearMonth Month, int Revision, IReadOnlyList<CalendarItem> Items);

internal sealed record CalendarItem(
    string DutyCode, string DutyName, DutyLevel Level, Guid UnitId, string UnitName, DateOnly Period, string PeriodName, DateOnly DueOn, DateOnly RemindOn,
    DutyStatus Status, DateOnly? ReachedOn, decimal Quantity, decimal Threshold, string EvidenceLink, string Excuse, string OwnerPost, IReadOnlyList<string> Clauses, string? EntryPage)
{
    /// <summary>Where the proof is made: a page of its own, or the proofs filed by hand.</summary>
    public string EntryLink => EntryPage is { } page
        ? page.Replace("{period}", $"{Period:yyyy-MM-dd}", StringComparison.Ordinal)
        : $"/oversight/proofs?file={DutyCode}&period={Period:yyyy-MM-dd}{(UnitId == Guid.Empty ? "" : $"&unit={UnitId}")}";

    public string EntryText => EntryPage is null ? "登记凭证" : "去登记";

    public string StatusText => DutyRule.Text(Status);
}

internal sealed class GetDutyCalendarHandler(OversightDbContext db, DutyLedger ledger, DutyCatalog catalog, IWorkingDays days, IMediator mediator, Operation operation)
    : IRequestHandler<GetDutyCalendar, DutyCalendar>
{
    public async Task<DutyCalendar> Handle(GetDutyCalendar request, CancellationToken cancellationToken)
    {
        var site = (await mediator.Send(new GetDivisions([request.SiteId]), cancellationToken)).FirstOrDefault();
        var frozen = await db.Set<DutyObligation>().AsNoTracking()
            .Where(o => o.SiteId == request.SiteId && o.Month == request.Month.FirstDay)
            .Where(o => o.Revision == db.Set<SiteClose>().Where(c => c.SiteId == o.SiteId && c.Month == o.Month).Max(c => c.Revision))
            .ToListAsync(cancellationToken);
        var items = frozen.Count > 0
            ? frozen.Where(o => catalog.Find(o.DutyCode) is not null).Select(Frozen)
            : (await ledger.ReadAsync([request.SiteId], request.Month, cancellationToken)).Select(Live);
        if (request.UnitId is { } unit)
        {
            items = items.Where(i => i.UnitId == unit);
        }

        return new DutyCalendar(
            request.SiteId, site?.Name ?? "", request.Month, frozen.FirstOrDefault()?.Revision ?? 0,
            [.. items.OrderBy(i => i.DueOn).ThenBy(i => i.Level).ThenBy(i => i.DutyCode, StringComparer.Ordinal).ThenBy(i => i.UnitName, StringComparer.Ordinal)]);
    }

    private CalendarItem Frozen(DutyObligation o)
    {
        var duty = catalog.Find(o.DutyCode)!;
        return new CalendarItem(
            duty.Code, duty.Name, duty.Level, o.UnitId, o.UnitName, o.Period, DueDates.NameOf(duty.Cadence, o.Period), o.DueOn, days.Previous(o.DueOn),
            o.Status, o.ReachedOn, o.Quantity, o.Threshold, catalog.EvidenceLink(duty.Code, o.EvidenceRef), o.Reason, duty.OwnerPost, duty.Clauses, duty.EntryLink);
    }

    private CalendarItem Live(LedgerEntry e)
    {
        var (duty, remind) = (e.Due.Duty, e.Due.RemindOn);
        return new CalendarItem(
            duty.Code, duty.Name, duty.Level, e.UnitId, e.UnitName, e.Due.Period, DueDates.NameOf(duty.Cadence, e.Due.Period), e.Due.DueOn, remind,
            DutyRule.Live(e.Due.DueOn, remind, e.ReachedOn, e.Excuse is not null, operation.Today), e.ReachedOn, e.Quantity, e.Threshold,
            catalog.EvidenceLink(duty.Code, e.EvidenceRef), e.Excuse?.Reason ?? "", duty.OwnerPost, duty.Clauses, duty.EntryLink);
    }
}
