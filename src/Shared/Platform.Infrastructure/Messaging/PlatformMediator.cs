using MediatR;
using Platform.Contracts.Contributions;

namespace Platform.Infrastructure.Messaging;

/// <summary>
/// The <see cref="IMediator"/> everybody injects. Outside an operation, Send starts one; inside, it joins. Facts join the operation of
/// their cause; contributions are asked outside of any transaction.
/// </summary>
internal sealed class PlatformMediator(ServiceFactory services, Operation operation, PlatformSender sender, ContributionPublisher contributions)
    : IMediator
{
    private readonly Mediator inner = new(services);

    public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default) =>
        operation.IsRunning ? inner.Send(request, cancellationToken) : sender.SendAsCallerAsync(request, cancellationToken);

    public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
        where TNotification : INotification
    {
        if (notification is ContributionRequest contribution)
        {
            return contributions.AskAsync(contribution, cancellationToken);
        }

        return operation.IsRunning
            ? inner.Publish(notification, cancellationToken)
            : throw new InvalidOperationException($"{typeof(TNotification).Name} is published outside a request; a fact belongs to its cause.");
    }
}
