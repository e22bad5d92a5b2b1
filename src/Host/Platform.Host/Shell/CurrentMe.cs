using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Access.Scope;

namespace Platform.Host.Shell;

/// <summary>Who is signed in, read once per request or circuit and again when something may have changed.</summary>
internal sealed class CurrentMe(IMediator mediator)
{
    private Task<Me?>? current;

    public Task<Me?> GetAsync(CancellationToken ct) => current ??= LoadAsync(ct);

    public void Forget() => current = null;

    private async Task<Me?> LoadAsync(CancellationToken ct)
    {
        try
        {
            return await mediator.Send(new GetMe(), ct);
        }
        catch (RefusalException)
        {
            return null;
        }
    }
}
