using MediatR;
using Platform.Contracts.Modules;

namespace Platform.Infrastructure.Modules;

internal sealed class GetEnabledSitesHandler(ModuleCatalog catalog, Enablement enablement) : IRequestHandler<GetEnabledSites, IReadOnlyList<int>>
{
    public async Task<IReadOnlyList<int>> Handle(GetEnabledSites request, CancellationToken cancellationToken) =>
        catalog.Find(request.ModuleId) is { } module
            ? await enablement.NarrowAsync(module, request.SiteIds, cancellationToken)
            : [];
}
