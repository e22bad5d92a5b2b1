using MediatR;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;

namespace Platform.StaffAttendance.Features;

/// <summary>The people at work in a township, to choose one from.</summary>
[Requires(AttendancePermissions.View)]
internal sealed record ListSitePeople(int SiteId) : IQuery<IReadOnlyList<StaffRow>>, ISiteRequest;

internal sealed class ListSitePeopleHandler(IMediator mediator) : IRequestHandler<ListSitePeople, IReadOnlyList<StaffRow>>
{
    public async Task<IReadOnlyList<StaffRow>> Handle(ListSitePeople request, CancellationToken cancellationToken) =>
        [.. (await mediator.Send(new GetStaff([request.SiteId]), cancellationToken)).OrderBy(s => s.Number, StringComparer.Ordinal)];
}
