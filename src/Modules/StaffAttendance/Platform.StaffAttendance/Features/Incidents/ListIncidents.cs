using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Incidents;

/// <summary>Incidents, those nearest to their limit first.</summary>
/// <param name="Month">Month of the incident.</param>
/// <param name="Limit">Month in which the limit lies.</param>
[Requires(AttendancePermissions.View)]
[Endpoint(Verb.Get, "staff-attendance/incidents", "考勤异常记录：迟到、早退、旷工、擅自离岗、称下村而无记录")]
[Clauses("P4-ATTENDANCE-02a")]
internal sealed record ListIncidents(
    PageRequest Page,
    int? SiteId = null,
    string? Person = null,
    YearMonth? Month = null,
    YearMonth? Limit = null,
    IncidentKind? Kind = null,
    IncidentStatus? Status = null,
    Guid? StaffId = null,
    ObjectionState? Objection = null) : IQuery<Page<IncidentRow>>;

/// <param name="Tier">For verified ones: which of the calendar year; nothing is taken for it.</param>
/// <param name="VerifiedIt">The reader decided it: somebody else decides an objection.</param>
/// <param name="Own">The reader recorded it or is the person concerned: somebody else has to decide.</param>
internal sealed record IncidentRow(
    Guid Id, int SiteId, string SiteName, Guid StaffId, string Number, string Name, DateOnly Day, IncidentKind Kind, int Seconds, IncidentStatus Status,
    DateOnly LimitOn, bool Overdue, string VerifiedByName, DateOnly? VerifiedOn, string Note, bool Contradicted, Tier? Tier, bool Own, Guid Version,
    string Detail, ObjectionState Objection, string ObjectionText, string ObjectionAnswer, bool VerifiedIt)
{
    public string ObjectionSummary => Objection == ObjectionState.None ? "" : $"{Words.Of(Objection)}：{ObjectionText}{(ObjectionAnswer.Length > 0 ? "；处理意见：" + ObjectionAnswer : "")}";
}

internal sealed class ListIncidentsHandler(AttendanceDbContext db, PeopleNames names, Operation operation) : IRequestHandler<ListIncidents, Page<IncidentRow>>
{
    public async Task<Page<IncidentRow>> Handle(ListIncidents request, CancellationToken cancellationToken)
    {
        var rows = Filter(request);
        if (!string.IsNullOrWhiteSpace(request.Person))
        {
            var people = await names.FindAsync(request.Person, request.SiteId, cancellationToken);
            rows = rows.Where(i => people.Contains(i.StaffId));
        }

        var total = await rows.CountAsync(cancellationToken);
        var incidents = await Sorted(rows, request.Page.Sort).ThenBy(i => i.Id).Skip(request.Page.Skip).Take(request.Page.Take)
            .Select(i => new
            {
                Incident = i,
                Number = db.Set<Incident>().Count(o => o.StaffId == i.StaffId && o.Status == IncidentStatus.Verified && o.Objection != ObjectionState.Raised && o.Day.Year == i.Day.Year
                    && (o.Day < i.Day || (o.Day == i.Day && o.Id.CompareTo(i.Id) <= 0))),
            })
            .ToListAsync(cancellationToken);
        var known = await names.OfAsync(incidents.Select(i => i.Incident.StaffId), incidents.Select(i => i.Incident.SiteId), cancellationToken);
        return new Page<IncidentRow>([.. incidents.Select(i => Row(i.Incident, i.Number, known))], total);
    }

    private IQueryable<Incident> Filter(ListIncidents request)
    {
        var rows = db.Set<Incident>().AsNoTracking();
        rows = request.SiteId is { } site ? rows.Where(i => i.SiteId == site) : rows;
        rows = request.Kind is { } kind ? rows.Where(i => i.Kind == kind) : rows;
        rows = request.Status is { } status ? rows.Where(i => i.Status == status) : rows;
        rows = request.StaffId is { } staff ? rows.Where(i => i.StaffId == staff) : rows;
        rows = request.Objection is { } objection ? rows.Where(i => i.Objection == objection) : rows;
        if (request.Month is { } month)
        {
            var (first, last) = (month.FirstDay, month.LastDay);
            rows = rows.Where(i => i.Day >= first && i.Day <= last);
        }

        if (request.Limit is { } limit)
        {
            var (first, last) = (limit.FirstDay, limit.LastDay);
            rows = rows.Where(i => i.LimitOn >= first && i.LimitOn <= last);
        }

        return rows;
    }

    private static IOrderedQueryable<Incident> Sorted(IQueryable<Incident> rows, string? sort) => sort switch
    {
        "Day" => rows.OrderBy(i => i.Day),
        "-Day" => rows.OrderByDescending(i => i.Day),
        "Seconds" => rows.OrderBy(i => i.Seconds),
        "-Seconds" => rows.OrderByDescending(i => i.Seconds),
        "-LimitOn" => rows.OrderByDescending(i => i.LimitOn).ThenByDescending(i => i.Day),
        _ => rows.OrderBy(i => i.LimitOn).ThenBy(i => i.Day),
    };

    private IncidentRow Row(Incident i, int number, KnownPeople known)
    {
        var person = known.Person(i.StaffId);
        return new IncidentRow(
            i.Id, i.SiteId, known.Site(i.SiteId), i.StaffId, person.Number, person.Name, i.Day, i.Kind, i.Seconds, i.Status, i.LimitOn,
            !i.IsDecided && i.LimitOn < operation.Today, i.VerifiedByName, i.VerifiedOn, i.Note, i.Contradicted,
            i.Counts ? new Tier(number) : null, i.Involves(operation.Actor), i.Version, i.Detail, i.Objection, i.ObjectionText, i.ObjectionAnswer,
            i.VerifiedBy == operation.Actor.AccountId);
    }
}
