using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;

namespace Platform.Statistics.Features.Residents;

/// <summary>The villages of a township, for the pickers of the area's pages. One statement.</summary>
[Requires(StatisticsPermissions.View)]
internal sealed record GetStatisticsVillages(int SiteId) : IQuery<IReadOnlyList<VillageRow>>, ISiteRequest;

internal sealed class GetStatisticsVillagesHandler(IMediator mediator) : IRequestHandler<GetStatisticsVillages, IReadOnlyList<VillageRow>>
{
    public Task<IReadOnlyList<VillageRow>> Handle(GetStatisticsVillages request, CancellationToken cancellationToken) => mediator.Send(new GetVillages([request.SiteId]), cancellationToken);
}
