using Autofac;
using MediatR;
using Microsoft.Extensions.Logging;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Trail;

namespace Platform.Infrastructure.Messaging;

/// <summary>Runs outermost requests: a fresh lifetime scope each, and again a fresh one when an idempotent command lost a lock or its connection.</summary>
public sealed class PlatformSender(OperationScopes scopes, ICallerSource callers, ILogger<PlatformSender> log)
{
    private const int Attempts = 4;
    private const string NoPermission = "NO_PERMISSION";
    private const string OutOfScope = "OUT_OF_SCOPE";

    /// <summary>As the system or on behalf of somebody already known: jobs, verbs, tests.</summary>
    public Task<TResponse> SendAs<TResponse>(Actor actor, IRequest<TResponse> request, CancellationToken cancellationToken = default) =>
        RunAsync(request, (_, _) => Task.FromResult(actor), cancellationToken);

    internal async Task<TResponse> SendAsCallerAsync<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken)
    {
        var caller = await callers.GetAsync();
        return await RunAsync(request, (operation, ct) => operation.Resolve<ActorLoader>().LoadAsync(caller, ct), cancellationToken);
    }

    // Somebody reached for what is not theirs: the trail says so, in a transaction of its own, since the request's is gone.
    private async Task NoteRefusalAsync(Actor actor, object request, string code, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.Begin();
            scope.Resolve<Operation>().ActorOrNull = actor;
            var database = scope.Resolve<OperationDatabase>();
            await database.BeginAsync(cancellationToken);
            await scope.Resolve<TrailWriter>().WriteAsync(request, code, cancellationToken);
            await database.CommitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or Microsoft.EntityFrameworkCore.DbUpdateException)
        {
            log.LogWarning(exception, "The refusal {Code} of {Request} could not be written to the trail", code, request.GetType().Name);
        }
    }

    private async Task<TResponse> RunAsync<TResponse>(
        IRequest<TResponse> request, Func<ILifetimeScope, CancellationToken, Task<Actor>> actor, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            Actor? known = null;
            try
            {
                await using var operationScope = scopes.Begin();
                var operation = operationScope.Resolve<Operation>();
                operation.IsRunning = true;
                await operationScope.Resolve<OperationDatabase>().OpenAsync(cancellationToken);
                operation.ActorOrNull = known = await actor(operationScope, cancellationToken);
                var response = await operationScope.Resolve<IMediator>().Send(request, cancellationToken);
                await operation.RunAfterCommitAsync();
                return response;
            }
            catch (RefusalException refusal) when (known is { IsKnown: true, IsSystem: false } && (refusal.InTrail || refusal.Code is NoPermission or OutOfScope))
            {
                await NoteRefusalAsync(known, request, refusal.Code, cancellationToken);
                throw;
            }
            catch (Exception exception) when (attempt < Attempts && request is IIdempotent && Transient.Is(exception))
            {
                log.LogInformation("Attempt {Attempt} of {Request} met {Error}; trying again", attempt, request.GetType().Name, exception.GetType().Name);
                await Task.Delay(TimeSpan.FromMilliseconds(50 << attempt), cancellationToken);
            }
            catch (Exception exception) when (known is { IsSystem: false } && Conflicts.Of(exception) is { } told)
            {
                log.LogWarning(exception, "{Request} met somebody else's write", request.GetType().Name);
                throw told;
            }
        }
    }
}
