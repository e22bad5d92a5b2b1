using System.Reflection;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Security.Named;

/// <summary>After access and site: requests marked <see cref="NamedOperatorOnlyAttribute"/> ask for a named operator at a named machine where that is demanded.</summary>
internal sealed class NamedOperatorBehaviour<TRequest, TResponse>(Operation operation, ModuleCatalog catalog, Func<NamedAccess> access)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    private static readonly bool Marked = typeof(TRequest).GetCustomAttribute<NamedOperatorOnlyAttribute>() is not null;

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (Marked && operation.Depth == 1 && !operation.Actor.IsSystem && catalog.ModuleOf(typeof(TRequest)) is { } module)
        {
            await access().CheckAsync(module.Id, (request as ISiteRequest)?.SiteId ?? operation.Actor.Scope.DivisionId, cancellationToken);
        }

        return await next();
    }
}
