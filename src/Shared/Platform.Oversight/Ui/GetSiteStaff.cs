using MediatR;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;

namespace Platform.Oversight.Ui;

/// <summary>The people in service of a township, to choose from.</summary>
[Requires(OversightPermissions.ViewDuties)]
internal sealed record GetSiteStaff(int SiteId) : IQuery<IReadOnlyList<StaffRow>>, ISiteRequest;

internal sealed class GetSiteStaffHandler(IMediator mediator) : IRequestHandler<GetSiteStaff, IReadOnlyList<StaffRow>>
{
    public Task<IReadOnlyList<StaffRow>> Handle(GetSiteStaff request, CancellationToken cancellationToken) => mediator.Send(new GetStaff([request.SiteId]), cancellationToken);
}
