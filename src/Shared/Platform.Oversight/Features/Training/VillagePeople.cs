using MediatR;
using Platform.Contracts.Organisation;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;

namespace Platform.Oversight.Features.Training;

/// <summary>Who belongs to a village today: looks after it or holds a post there. Three statements.</summary>
internal sealed class VillagePeople(IMediator mediator, Operation operation)
{
    /// <param name="siteId">Null: nobody, because villages belong to a township.</param>
    public async Task<IReadOnlyList<Guid>> OfAsync(int? siteId, Guid villageId, CancellationToken cancellationToken)
    {
        if (siteId is not { } site)
        {
            return [];
        }

        var staff = await mediator.Send(new GetStaff([site], IncludeInactive: true), cancellationToken);
        var holders = await mediator.Send(new GetPostHolders([site], null, operation.Today), cancellationToken);
        return [.. staff.Where(s => s.VillageIds.Contains(villageId)).Select(s => s.Id).Union(holders.Where(h => h.VillageId == villageId).Select(h => h.StaffId))];
    }
}
