using MediatR;
using Platform.Contracts.Contributions;
using Platform.Contracts.Modules;

namespace Platform.Infrastructure.Modules;

/// <summary>One handler of one kind of contribution.</summary>
internal abstract class Contributor(IModule module, Type handlerType)
{
    public IModule Module { get; } = module;

    public Type HandlerType { get; } = handlerType;

    public string Name => HandlerType.Name;

    public abstract Task HandleAsync(object handler, ContributionRequest request, CancellationToken cancellationToken);
}

internal sealed class Contributor<TRequest>(IModule module, Type handlerType) : Contributor(module, handlerType)
    where TRequest : ContributionRequest
{
    public override Task HandleAsync(object handler, ContributionRequest request, CancellationToken cancellationToken) =>
        ((INotificationHandler<TRequest>)handler).Handle((TRequest)request, cancellationToken);
}
