using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Staff.Register;

/// <summary>The villages of one township, for the form.</summary>
[Requires(CorePermissions.ViewStaff)]
[Endpoint(Verb.Get, "sites/{siteId}/villages", "一个乡镇的村（社区）")]
internal sealed record GetSiteVillages(int SiteId) : IQuery<IReadOnlyList<VillageRow>>, ISiteRequest;

internal sealed class GetSiteVillagesHandler(IMediator mediator) : IRequestHandler<GetSiteVillages, IReadOnlyList<VillageRow>>
{
    public Task<IReadOnlyList<VillageRow>> Handle(GetSiteVillages request, CancellationToken cancellationToken) =>
        mediator.Send(new GetVillages([request.SiteId]), cancellationToken);
}
