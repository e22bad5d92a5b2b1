using MediatR;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;

namespace Platform.StaffAttendance.Features.Leave;

/// <summary>The active people of a site, to enter leave for one of them.</summary>
[Requires(AttendancePermissions.LeaveRegister)]
internal sealed record ListLeavePeople(int SiteId) : IQuery<IReadOnlyList<StaffRow>>, ISiteRequest;

internal sealed class ListLeavePeopleHandler(IMediator mediator) : IRequestHandler<ListLeavePeople, IReadOnlyList<StaffRow>>
{
    public async Task<IReadOnlyList<StaffRow>> Handle(ListLeavePeople request, CancellationToken cancellationToken) =>
        [.. (await mediator.Send(new GetStaff([request.SiteId]), cancellationToken)).OrderBy(s => s.Number, StringComparer.Ordinal)];
}
