using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Protection;
using Platform.Statistics.Data;
using Platform.Statistics.Domain;

namespace Platform.Statistics.Features.Residents;

/// <summary>One resident with household, what went before and what happened. The look stands in the trail. Refuses NOT_FOUND. Six statements.</summary>
[Label("查看居民")]
[Requires(StatisticsPermissions.People)]
[Endpoint(Verb.Post, "statistics/sites/{siteId}/residents/{id}/look", "打开一位居民的台账：户、变动和前后记录；留下查看记录")]
[Clauses("P1-OFFICE-03a")]
internal sealed record GetResident(int SiteId, Guid Id) : ICommand<ResidentDetail>, ISiteRequest, IRecordRequest, IIdempotent
{
    string IRecordRequest.RecordRef => LedgerFields.IdentityNumber.RefOf(Id);
}

/// <param name="Address">Masked.</param>
/// <param name="Previous">Row that this one continues; null: none.</param>
/// <param name="Next">Row that continues this one; null: none.</param>
internal sealed record ResidentDetail(
    ResidentRow Row, Guid VillageId, Guid HouseholdId, string Address, Guid? Previous, Guid? Next, IReadOnlyList<EventRow> Events);

/// <param name="Name">Empty in the list of one resident.</param>
internal sealed record EventRow(
    Guid Id, int SiteId, Guid ResidentId, string Village, string Name, EventKind Kind, DateOnly OccurredOn, DateOnly EnteredOn, string EnteredByName, bool FromList, string VoidReason);

/// <summary>Events of a township by month and kind, the newest first; people are named, so the look stands in the trail. Four statements.</summary>
[Label("查看人口变动")]
[Requires(StatisticsPermissions.People)]
[Endpoint(Verb.Post, "statistics/sites/{siteId}/events/search", "按月份和变动类别列出人口变动；留下查看记录")]
[Clauses("P3-STREETOFFICE-02a")]
internal sealed record ListPopulationEvents(int SiteId, PageRequest Page, YearMonth? Month = null, EventKind? Kind = null, Guid? VillageId = null, bool Void = false)
    : ICommand<Page<EventRow>>, ISiteRequest, IIdempotent;

internal sealed class GetResidentHandlers(StatisticsDbContext db, LedgerDesk desk, Protector protector)
    : IRequestHandler<GetResident, ResidentDetail>, IRequestHandler<ListPopulationEvents, Page<EventRow>>
{
    public async Task<ResidentDetail> Handle(GetResident request, CancellationToken cancellationToken)
    {
        var resident = await desk.ResidentAsync(request.SiteId, request.Id, null, cancellationToken);
        var household = await db.Set<Household>().AsNoTracking().FirstOrDefaultAsync(h => h.Id == resident.HouseholdId, cancellationToken);
        var next = await db.Set<Resident>().Where(r => r.PreviousId == resident.Id && r.To > r.From).Select(r => (Guid?)r.Id).FirstOrDefaultAsync(cancellationToken);
        var events = await db.Set<PopulationEvent>().AsNoTracking().Where(e => e.ResidentId == resident.Id).OrderByDescending(e => e.OccurredOn).ThenByDescending(e => e.Id).ToListAsync(cancellationToken);
        var villages = await desk.VillageNamesAsync([resident.SiteId], cancellationToken);
        return new ResidentDetail(
            new ResidentRow(
                resident.Id, resident.SiteId, villages.GetValueOrDefault(resident.VillageId, ""), household?.GroupName ?? "", household?.Number ?? "", resident.Name, resident.Sex, resident.BirthDate,
                resident.Residence, resident.From, resident.To == OpenEnd.Never ? null : resident.To, protector.Mask(LedgerFields.IdentityNumber, resident.Id, resident.IdentityNumber),
                resident.NumberDisagrees, resident.Version),
            resident.VillageId, resident.HouseholdId, household is null ? "" : protector.Mask(LedgerFields.Address, household.Id, household.Address),
            resident.PreviousId == Guid.Empty ? null : resident.PreviousId, next, [.. events.Select(e => Row(e, "", villages))]);
    }

    public async Task<Page<EventRow>> Handle(ListPopulationEvents request, CancellationToken cancellationToken)
    {
        var events = db.Set<PopulationEvent>().AsNoTracking().Where(e => e.SiteId == request.SiteId);
        events = request.Void ? events : events.Where(e => e.VoidReason == "");
        events = request.Kind is { } kind ? events.Where(e => e.Kind == kind) : events;
        events = request.VillageId is { } village ? events.Where(e => e.VillageId == village) : events;
        if (request.Month is { } month)
        {
            var (first, last) = (month.FirstDay, month.LastDay);
            events = events.Where(e => e.OccurredOn >= first && e.OccurredOn <= last);
        }

        var total = await events.CountAsync(cancellationToken);
        var rows = await events.OrderByDescending(e => e.OccurredOn).ThenByDescending(e => e.Id).Skip(request.Page.Skip).Take(request.Page.Take)
            .Join(db.Set<Resident>(), e => e.ResidentId, r => r.Id, (e, r) => new { Event = e, r.Name }).ToListAsync(cancellationToken);
        var villages = await desk.VillageNamesAsync([request.SiteId], cancellationToken);
        return new Page<EventRow>([.. rows.OrderByDescending(r => r.Event.OccurredOn).ThenByDescending(r => r.Event.Id).Select(r => Row(r.Event, r.Name, villages))], total);
    }

    private static EventRow Row(PopulationEvent e, string name, IReadOnlyDictionary<Guid, string> villages) => new(
        e.Id, e.SiteId, e.ResidentId, villages.GetValueOrDefault(e.VillageId, ""), name, e.Kind, e.OccurredOn, e.EnteredOn, e.EnteredByName, e.IntakeId != Guid.Empty, e.VoidReason);
}
