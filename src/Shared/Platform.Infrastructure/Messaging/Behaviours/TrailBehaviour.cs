using System.Reflection;
using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Trail;

namespace Platform.Infrastructure.Messaging.Behaviours;

/// <summary>Last: a command that succeeded leaves one row in the trail, in its own transaction.</summary>
internal sealed class TrailBehaviour<TRequest, TResponse>(Operation operation, Func<TrailWriter> trail) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    private static readonly bool Housekeeping = typeof(TRequest).GetCustomAttribute<HousekeepingAttribute>() is not null;

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var response = await next();
        if (request is ICommandBase && operation.Depth == 1 && (!Housekeeping || operation.Notes.Count > 0))
        {
            await trail().WriteAsync(request, "", cancellationToken);
        }

        return response;
    }
}
