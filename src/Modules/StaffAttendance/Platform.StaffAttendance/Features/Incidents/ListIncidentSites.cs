using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Incidents;

/// <summary>The townships of the caller's scope that have incidents, to choose one from; the first 500 by code.</summary>
[Requires(AttendancePermissions.View)]
internal sealed record ListIncidentSites : IQuery<IReadOnlyList<DivisionRow>>;

internal sealed class ListIncidentSitesHandler(AttendanceDbContext db, IMediator mediator) : IRequestHandler<ListIncidentSites, IReadOnlyList<DivisionRow>>
{
    private const int Most = 500;

    public async Task<IReadOnlyList<DivisionRow>> Handle(ListIncidentSites request, CancellationToken cancellationToken)
    {
        var sites = await db.Set<Incident>().Select(i => i.SiteId).Distinct().OrderBy(id => id).Take(Most).ToListAsync(cancellationToken);
        return [.. (await mediator.Send(new GetDivisions(sites), cancellationToken)).OrderBy(d => d.Id)];
    }
}
