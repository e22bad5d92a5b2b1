using Autofac;
using MediatR;
using Microsoft.Extensions.Logging;
using Platform.Contracts.Access;
using Platform.Contracts.Contributions;
using Platform.Infrastructure.Composition;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Modules;

namespace Platform.Infrastructure.Messaging;

/// <summary>
/// Asks each handler of a contribution in a scope of its own, for a copy narrowed to the sites where the handler's module is on. When one
/// throws, its batch is halved until the failing sites stand alone; the others' answers stay. Handlers only read: they have no transaction.
/// </summary>
internal sealed class ContributionPublisher(
    ModuleCatalog catalog, OperationScopes scopes, Operation operation, OperationDatabase database, ILogger<ContributionPublisher> log)
{
    // A handler that failed this often without one success is broken as a whole: the remaining sites are not tried one by one.
    private const int HopelessAfter = 24;

    public async Task AskAsync(ContributionRequest request, CancellationToken cancellationToken)
    {
        if (database.HasTransaction)
        {
            throw new InvalidOperationException("Contributions are asked outside a transaction: a slow or failing contributor must not hold its cause.");
        }

        var actor = operation.ActorOrNull ?? Actor.System(DivisionScope.Nation, ActorChannel.Job);
        foreach (var handler in catalog.ContributorsOf(request.GetType()))
        {
            await new Question(scopes, log, handler, actor, request).AskAsync(cancellationToken);
        }
    }

    private sealed class Question(OperationScopes scopes, ILogger log, Contributor handler, Actor actor, ContributionRequest target)
    {
        private int failures;
        private bool answered;

        public async Task AskAsync(CancellationToken cancellationToken)
        {
            IReadOnlyList<int> sites;
            await using (var scope = Begin())
            {
                sites = await scope.Resolve<Enablement>().NarrowAsync(handler.Module, target.SiteIds, cancellationToken);
            }

            if (sites.Count > 0)
            {
                await AskAsync(sites, cancellationToken);
            }
        }

        private async Task AskAsync(IReadOnlyList<int> sites, CancellationToken cancellationToken)
        {
            if (!await TryAsync(sites, cancellationToken))
            {
                var half = sites.Count / 2;
                await AskAsync([.. sites.Take(half)], cancellationToken);
                await AskAsync([.. sites.Skip(half)], cancellationToken);
            }
        }

        // False: it threw, and a smaller batch may do. A database that is away is no failure of the handler: it ends the question, and whoever asked asks again.
        private async Task<bool> TryAsync(IReadOnlyList<int> sites, CancellationToken cancellationToken)
        {
            await using var scope = Begin();
            await scope.Resolve<OperationDatabase>().OpenAsync(cancellationToken);
            try
            {
                var copy = target.Narrow(sites);
                await handler.HandleAsync(scope.Resolve(handler.HandlerType), copy, cancellationToken);
                target.Merge(copy);
                answered = true;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && !Transient.IsLostConnection(exception))
            {
                failures++;
                if (sites.Count > 1 && (answered || failures < HopelessAfter))
                {
                    return false;
                }

                log.LogWarning(exception, "{Contributor} could not answer {Request} for {Count} sites", handler.Name, target.GetType().Name, sites.Count);
                target.Failures.AddRange(sites.Select(s => new ContributionFailure(handler.Name, handler.Module.Id, s, $"{exception.GetType().Name}: {exception.Message}")));
            }

            return true;
        }

        private ILifetimeScope Begin()
        {
            var scope = scopes.Begin();
            var operation = scope.Resolve<Operation>();
            operation.IsRunning = true;
            operation.ActorOrNull = actor;
            operation.Depth = 1;
            return scope;
        }
    }
}
