using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;

namespace Platform.Infrastructure.Messaging.Behaviours;

/// <summary>Fourth: the outermost command opens the transaction; commands and facts inside join it; queries open none.</summary>
internal sealed class TransactionBehaviour<TRequest, TResponse>(OperationDatabase database) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request is not ICommandBase || database.HasTransaction)
        {
            return await next();
        }

        await database.BeginAsync(cancellationToken);
        var response = await next();
        await database.CommitAsync(cancellationToken);
        return response;
    }
}
