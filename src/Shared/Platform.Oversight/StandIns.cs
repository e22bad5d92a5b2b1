using MediatR;
using Platform.Contracts.Organisation;
using Platform.Infrastructure.Messaging;

namespace Platform.Oversight;

/// <summary>The absent colleagues whose work the caller takes over today, by staff id. No statement for somebody who is not on a staff list.</summary>
internal static class StandIns
{
    public static async Task<IReadOnlyDictionary<Guid, ActingRow>> OfAsync(IMediator mediator, Operation operation, CancellationToken cancellationToken)
    {
        if (operation.Actor.StaffId == Guid.Empty)
        {
            return new Dictionary<Guid, ActingRow>();
        }

        var acting = await mediator.Send(new GetActingFor([operation.Actor.StaffId], operation.Today), cancellationToken);
        return acting.Where(a => a.TakesAll).DistinctBy(a => a.ForStaffId).ToDictionary(a => a.ForStaffId);
    }
}
