using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;

namespace Platform.Migrants.Features.Inquiries;

/// <summary>The part of the country whose inquiries a county sends and picks up.</summary>
internal sealed class BureauScope(IMediator mediator, Operation operation)
{
    /// <summary>Smallest and largest division id of the county. Refuses NOT_A_COUNTY. One statement.</summary>
    public async Task<(int Lo, int Hi)> OfAsync(int countyId, CancellationToken cancellationToken) =>
        operation.Actor.Scope.Contains(countyId) && (await mediator.Send(new GetDivisions([countyId]), cancellationToken)).FirstOrDefault() is { } county && county.Levels.HasFlag(DivisionLevels.County)
            ? (county.Lo, county.Hi)
            : throw new RefusalException("NOT_A_COUNTY", "这项工作由县（市、区）办理。请切换到县级后再办。", RefusalKind.Refused);
}
