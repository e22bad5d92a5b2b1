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
        if (request is not ICommandBase)
        {
            return await next();
        }

        if (database.HasTransaction)
        {
            return await InsideAsync(next);
        }

        await database.BeginAsync(cancellationToken);
        var response = await next();
        await database.CommitAsync(cancellationToken);
        return response;
    }

    // What it wrote before it failed must not be committed, even where the outer handler takes the failure lightly.
    private async Task<TResponse> InsideAsync(RequestHandlerDelegate<TResponse> next)
    {
        try
        {
            return await next();
        }
        catch
        {
            database.Doom();
            throw;
        }
    }
}
