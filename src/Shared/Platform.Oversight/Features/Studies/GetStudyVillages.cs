using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;

namespace Platform.Oversight.Features.Studies;

/// <summary>Villages the caller may record study sessions of: the own ones of a village officer and those of a colleague stood in for, all for the office.</summary>
[Requires(OversightPermissions.ViewDuties)]
internal sealed record GetStudyVillages(int SiteId) : IQuery<IReadOnlyList<VillageRow>>, ISiteRequest;

internal sealed class GetStudyVillagesHandler(IMediator mediator, Operation operation) : IRequestHandler<GetStudyVillages, IReadOnlyList<VillageRow>>
{
    public async Task<IReadOnlyList<VillageRow>> Handle(GetStudyVillages request, CancellationToken cancellationToken)
    {
        var villages = await mediator.Send(new GetVillages([request.SiteId]), cancellationToken);
        if (operation.Actor.May(OversightPermissions.ViewMeetings) || operation.Actor.StaffId == Guid.Empty)
        {
            return villages;
        }

        var absent = await StandIns.OfAsync(mediator, operation, cancellationToken);
        var own = (await mediator.Send(new GetStaff([request.SiteId]), cancellationToken))
            .Where(s => s.Id == operation.Actor.StaffId || absent.ContainsKey(s.Id)).SelectMany(s => s.VillageIds).ToHashSet();
        return [.. villages.Where(v => own.Contains(v.Id))];
    }
}
