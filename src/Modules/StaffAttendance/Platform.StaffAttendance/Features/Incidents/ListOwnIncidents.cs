using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;

namespace Platform.StaffAttendance.Features.Incidents;

/// <summary>What was recorded about the signed-in person.</summary>
[Requires(AttendancePermissions.Own)]
[Endpoint(Verb.Get, "staff-attendance/incidents/own", "本人的考勤异常记录")]
[Clauses("P4-ATTENDANCE-02a")]
internal sealed record ListOwnIncidents(PageRequest Page) : IQuery<Page<IncidentRow>>;

internal sealed class ListOwnIncidentsHandler(IMediator mediator, Operation operation) : IRequestHandler<ListOwnIncidents, Page<IncidentRow>>
{
    public async Task<Page<IncidentRow>> Handle(ListOwnIncidents request, CancellationToken cancellationToken) =>
        operation.Actor.StaffId == Guid.Empty
            ? new Page<IncidentRow>([], 0)
            : await mediator.Send(new ListIncidents(request.Page with { Sort = "-Day" }, StaffId: operation.Actor.StaffId), cancellationToken);
}
