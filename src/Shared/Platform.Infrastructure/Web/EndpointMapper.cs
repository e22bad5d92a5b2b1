using System.Reflection;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Web;

/// <summary>Makes an HTTP endpoint under <c>/api/</c> of every request that carries <see cref="EndpointAttribute"/>.</summary>
public static class EndpointMapper
{
    private static readonly MethodInfo MapOneMethod = typeof(EndpointMapper).GetMethod(nameof(MapOne), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static void MapModuleEndpoints(this IEndpointRouteBuilder routes, ModuleCatalog catalog)
    {
        foreach (var type in RequestTypes(catalog))
        {
            var response = type.GetInterfaces().First(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>)).GetGenericArguments()[0];
            MapOneMethod.MakeGenericMethod(type, response).Invoke(null, [routes, type.GetCustomAttribute<EndpointAttribute>()!, catalog.ModuleOf(type)?.Name ?? "公共查询"]);
        }
    }

    internal static IEnumerable<Type> RequestTypes(ModuleCatalog catalog) =>
        catalog.Modules.Select(m => m.GetType().Assembly).Append(typeof(EndpointAttribute).Assembly)
            .SelectMany(a => a.GetTypes())
            .Where(t => t.GetCustomAttribute<EndpointAttribute>() is not null);

    private static void MapOne<TRequest, TResponse>(IEndpointRouteBuilder routes, EndpointAttribute endpoint, string module)
        where TRequest : IRequest<TResponse>
    {
        var reads = endpoint.Verb is Verb.Get or Verb.Delete;
        var route = routes.MapMethods(
            "/api/" + endpoint.Route,
            [endpoint.Verb.ToString().ToUpperInvariant()],
            async (HttpContext http, IMediator mediator, CancellationToken cancellationToken) =>
            {
                var request = reads ? RequestBinder.FromQuery<TRequest>(http) : await RequestBinder.FromBodyAsync<TRequest>(http, cancellationToken);
                var response = await mediator.Send(request, cancellationToken);
                return response is Unit ? Results.NoContent() : Results.Json(response, RequestBinder.Json);
            });
        route.WithName(typeof(TRequest).Name).WithTags(module).WithSummary(endpoint.Summary).WithMetadata(new RequestTypeMetadata(typeof(TRequest)));
        if (!reads)
        {
            route.Accepts<TRequest>("application/json");
        }

        if (typeof(TResponse) == typeof(Unit))
        {
            route.Produces(StatusCodes.Status204NoContent);
        }
        else
        {
            route.Produces<TResponse>();
        }

        route.ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
    }
}

/// <summary>The request behind an endpoint, for the API description.</summary>
public sealed record RequestTypeMetadata(Type RequestType);
