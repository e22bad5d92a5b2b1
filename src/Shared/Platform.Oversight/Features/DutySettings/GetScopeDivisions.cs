using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Ui;

namespace Platform.Oversight.Features.DutySettings;

/// <summary>The divisions a setting may be made for: the caller's own, and its townships where they are few enough to choose from.</summary>
[Requires(OversightPermissions.SetDuties)]
internal sealed record GetScopeDivisions : IQuery<IReadOnlyList<DivisionRow>>;

internal sealed class GetScopeDivisionsHandler(IMediator mediator, Operation operation) : IRequestHandler<GetScopeDivisions, IReadOnlyList<DivisionRow>>
{
    public async Task<IReadOnlyList<DivisionRow>> Handle(GetScopeDivisions request, CancellationToken cancellationToken)
    {
        var own = await mediator.Send(new GetDivisions([operation.Actor.Scope.DivisionId]), cancellationToken);
        var sites = await mediator.Send(new GetSiteChoices(), cancellationToken);
        return [.. own, .. sites.Where(s => own.All(o => o.Id != s.Id))];
    }
}
