using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;

namespace Platform.Oversight.Ui;

/// <summary>The townships of the caller's scope to choose from; none where the scope is larger than a county.</summary>
[Requires(OversightPermissions.ViewDuties)]
internal sealed record GetSiteChoices : IQuery<IReadOnlyList<DivisionRow>>;

internal sealed class GetSiteChoicesHandler(IMediator mediator, Operation operation) : IRequestHandler<GetSiteChoices, IReadOnlyList<DivisionRow>>
{
    private const int Most = 200;

    public async Task<IReadOnlyList<DivisionRow>> Handle(GetSiteChoices request, CancellationToken cancellationToken)
    {
        var scope = operation.Actor.Scope;
        var sites = await mediator.Send(new GetSites(scope.Lo, scope.Hi), cancellationToken);
        return sites.Count > Most ? [] : [.. (await mediator.Send(new GetDivisions(sites), cancellationToken)).OrderBy(d => d.Id)];
    }
}
