using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Features.Dispatches;

/// <summary>Stores that goods may be sent to from a store: the one that supplies it, those it supplies, its neighbours. Three statements.</summary>
[Requires(SuppliesPermissions.Send)]
[Endpoint(Verb.Get, "supplies/sites/{siteId}/stores/{storeId}/targets", "一个库房可以发往的库房：上级、下级和相邻库房")]
[Clauses("P3-DISTRIBUTION-04a", "P3-DISTRIBUTION-04b")]
internal sealed record GetDispatchTargets(int SiteId, Guid StoreId) : IQuery<IReadOnlyList<DispatchTarget>>, ISiteRequest;

internal sealed record DispatchTarget(Guid StoreId, int SiteId, string SiteName, string Name, DispatchKind Kind);

internal sealed class GetDispatchTargetsHandler(StoreDesk desk, StoreTree tree, IMediator mediator) : IRequestHandler<GetDispatchTargets, IReadOnlyList<DispatchTarget>>
{
    public async Task<IReadOnlyList<DispatchTarget>> Handle(GetDispatchTargets request, CancellationToken cancellationToken)
    {
        var from = await desk.OpenAsync(request.SiteId, request.StoreId, cancellationToken);
        var around = await tree.AroundAsync(from, cancellationToken);
        var names = (await mediator.Send(new GetDivisions([.. around.Select(s => s.SiteId).Distinct()]), cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        return [.. around.Select(s => new DispatchTarget(s.Id, s.SiteId, names.GetValueOrDefault(s.SiteId, ""), s.Name, DispatchRules.Route(from, s))).OrderBy(t => t.Kind)];
    }
}
