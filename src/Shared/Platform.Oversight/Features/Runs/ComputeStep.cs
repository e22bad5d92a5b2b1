using MediatR;
using Platform.Contracts.Messaging;
using Platform.Oversight.Runs;

namespace Platform.Oversight.Features.Runs;

/// <summary>Works out one step of a chunk, outside of any transaction.</summary>
[Requires(OversightPermissions.Work)]
internal sealed record ComputeStep(ChunkWork Work) : IQuery<StepRows>;

internal sealed class ComputeStepHandler(IEnumerable<IRunStep> steps) : IRequestHandler<ComputeStep, StepRows>
{
    public Task<StepRows> Handle(ComputeStep request, CancellationToken cancellationToken) =>
        steps.Single(s => s.Step == request.Work.Step).ComputeAsync(request.Work, cancellationToken);
}
