using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Messaging.Behaviours;

/// <summary>Second: the site of a request lies in the caller's scope (a closed one is only read), and the request's module is on there.</summary>
internal sealed class SiteBehaviour<TRequest, TResponse>(Operation operation, ModuleCatalog catalog, Func<Enablement> enablement)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var site = (request as ISiteRequest)?.SiteId;
        if (site is { } id)
        {
            Check(id, request is ICommandBase);
        }

        if (operation.Depth == 1 && catalog.ModuleOf(typeof(TRequest)) is { AlwaysOn: false } module
            && !await enablement().IsOnAsync(module, site, operation.Actor.Scope, cancellationToken))
        {
            throw new RefusalException("MODULE_OFF", $"“{module.Name}”在这里没有启用，请与管理员联系。", RefusalKind.NotFound);
        }

        return await next();
    }

    private void Check(int site, bool writes)
    {
        if (!operation.Actor.Reads(site))
        {
            throw new RefusalException("OUT_OF_SCOPE", "没有找到这条记录，或它不在您的管辖范围内。", RefusalKind.NotFound);
        }

        if (writes && operation.Closed.WhyClosed(site) is { } why)
        {
            throw new RefusalException("SITE_CLOSED", why, RefusalKind.Refused);
        }
    }
}
