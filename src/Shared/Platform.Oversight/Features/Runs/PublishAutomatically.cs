using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Domain;
using Platform.Oversight.Runs;

namespace Platform.Oversight.Features.Runs;

/// <summary>Starts publishing the automatic results of a month in the actor's scope.</summary>
[Label("自动公布考评结果")]
[Requires(OversightPermissions.Work)]
internal sealed record PublishAutomatically(YearMonth Month) : ICommand<Guid>;

internal sealed class PublishAutomaticallyHandler(RunStarter starter, Operation operation) : IRequestHandler<PublishAutomatically, Guid>
{
    public async Task<Guid> Handle(PublishAutomatically request, CancellationToken cancellationToken) =>
        await starter.ContinueAsync(RunKind.AutoPublish, request.Month, operation.Actor.Scope, null, cancellationToken)
        ?? await starter.StartAsync(
            new RunOrder(RunKind.AutoPublish, request.Month, operation.Actor.Scope, await starter.SitesAsync(operation.Actor.Scope, cancellationToken), null), cancellationToken);
}
