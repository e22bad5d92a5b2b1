using MediatR;
using Platform.Contracts.Messaging;

namespace Platform.HostTests.Probe;

/// <summary>A request for named operators at named machines alone.</summary>
[NamedOperatorOnly]
[Requires(ProbeModule.Use)]
internal sealed record GuardedProbe(int SiteId) : IQuery<int>, ISiteRequest;

internal sealed class GuardedProbeHandler : IRequestHandler<GuardedProbe, int>
{
    public Task<int> Handle(GuardedProbe request, CancellationToken cancellationToken) => Task.FromResult(request.SiteId);
}
