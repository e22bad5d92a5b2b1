using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.FieldTrips;

/// <summary>Field work, newest first. Who may not see attendance at large sees the own, and what was in villages where it is theirs to confirm.</summary>
[Requires(AttendancePermissions.ViewField)]
[Endpoint(Verb.Get, "staff-attendance/field-trips", "外勤（下村）记录")]
[Clauses("P4-ATTENDANCE-02a")]
internal sealed record ListFieldTrips(
    PageRequest Page, int? SiteId = null, Guid? StaffId = null, string? Person = null, YearMonth? Month = null, FieldTripState? State = null) : IQuery<Page<FieldTripRow>>;

/// <param name="Mine">The reader's own.</param>
/// <param name="MayAnswer">The reader may confirm it.</param>
internal sealed record FieldTripRow(
    Guid Id, int SiteId, string SiteName, Guid StaffId, string Number, string Name, DateOnly Day, int From, int To, string Place, string Purpose, FieldTripState State,
    string ConfirmedByName, DateOnly? ConfirmedOn, string Note, bool Mine, bool MayAnswer, Guid Version);

internal sealed class ListFieldTripsHandler(AttendanceDbContext db, PeopleNames names, IMediator mediator, Operation operation)
    : IRequestHandler<ListFieldTrips, Page<FieldTripRow>>
{
    public async Task<Page<FieldTripRow>> Handle(ListFieldTrips request, CancellationToken cancellationToken)
    {
        var rows = Filter(request);
        if (!string.IsNullOrWhiteSpace(request.Person))
        {
            var people = await names.FindAsync(request.Person, request.SiteId, cancellationToken);
            rows = rows.Where(t => people.Contains(t.StaffId));
        }

        if (!operation.Actor.May(AttendancePermissions.View))
        {
            var here = await mediator.Send(new GetPostHolders([request.SiteId ?? operation.Actor.Scope.DivisionId], null, operation.Today), cancellationToken);
            var me = operation.Actor.StaffId;
            var mine = here.Where(h => h.StaffId == me).Select(h => h.VillageId).ToList();
            var others = here.Where(h => h.VillageId != Guid.Empty && !mine.Contains(h.VillageId)).Select(h => h.VillageId).Distinct().ToList();
            rows = rows.Where(t => t.StaffId == me || !others.Contains(t.VillageId));
        }

        var total = await rows.CountAsync(cancellationToken);
        var sorted = request.Page.Sort == "Day" ? rows.OrderBy(t => t.Day).ThenBy(t => t.From) : rows.OrderByDescending(t => t.Day).ThenBy(t => t.From);
        var page = await sorted.ThenBy(t => t.Id).Skip(request.Page.Skip).Take(request.Page.Take).ToListAsync(cancellationToken);
        return page.Count == 0 ? new Page<FieldTripRow>([], total) : new Page<FieldTripRow>(await RowsAsync(page, cancellationToken), total);
    }

    private async Task<IReadOnlyList<FieldTripRow>> RowsAsync(List<FieldTrip> page, CancellationToken cancellationToken)
    {
        List<int> sites = [.. page.Select(t => t.SiteId).Distinct()];
        var known = await names.OfAsync(page.Select(t => t.StaffId), sites, cancellationToken);
        var villages = (await mediator.Send(new GetVillages(sites, IncludeClosed: true), cancellationToken)).ToDictionary(v => v.Id, v => v.Name);
        var may = operation.Actor.May(AttendancePermissions.ConfirmField);
        var holders = may
            ? (await mediator.Send(new GetPostHolders(sites, null, operation.Today), cancellationToken)).ToLookup(h => h.VillageId, h => h.StaffId)
            : Enumerable.Empty<Guid>().ToLookup(_ => Guid.Empty);
        return
        [
            .. from trip in page
               let person = known.Person(trip.StaffId)
               select new FieldTripRow(
                   trip.Id, trip.SiteId, known.Site(trip.SiteId), trip.StaffId, person.Number, person.Name, trip.Day, trip.From, trip.To,
                   $"{villages.GetValueOrDefault(trip.VillageId, "")}{(trip.VillageId != Guid.Empty && trip.Place.Length > 0 ? "，" : "")}{trip.Place}",
                   trip.Purpose, trip.State, trip.ConfirmedByName, trip.ConfirmedOn, trip.Note, trip.StaffId == operation.Actor.StaffId,
                   may && trip.MayAnswer(operation.Actor, [.. holders[trip.VillageId]]), trip.Version),
        ];
    }

    private IQueryable<FieldTrip> Filter(ListFieldTrips request)
    {
        var rows = db.Set<FieldTrip>().AsNoTracking();
        rows = request.SiteId is { } site ? rows.Where(t => t.SiteId == site) : rows;
        rows = request.StaffId is { } staff ? rows.Where(t => t.StaffId == staff) : rows;
        rows = request.State is { } state ? rows.Where(t => t.State == state) : rows;
        if (request.Month is { } month)
        {
            var (first, last) = (month.FirstDay, month.LastDay);
            rows = rows.Where(t => t.Day >= first && t.Day <= last);
        }

        return rows;
    }
}

/// <summary>The villages of a township, to choose the place of field work from.</summary>
[Requires(AttendancePermissions.ViewField)]
internal sealed record ListFieldVillages(int SiteId) : IQuery<IReadOnlyList<VillageRow>>, ISiteRequest;

internal sealed class ListFieldVillagesHandler(IMediator mediator) : IRequestHandler<ListFieldVillages, IReadOnlyList<VillageRow>>
{
    public Task<IReadOnlyList<VillageRow>> Handle(ListFieldVillages request, CancellationToken cancellationToken) => mediator.Send(new GetVillages([request.SiteId]), cancellationToken);
}
