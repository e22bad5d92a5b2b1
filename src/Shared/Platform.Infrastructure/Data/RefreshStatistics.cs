using MediatR;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Data;

/// <summary>Every hour: see <see cref="PlannerStatistics"/>.</summary>
[Requires(CorePermissions.ManageBackups)]
internal sealed record RefreshStatistics : IQuery<Unit>;

internal sealed class RefreshStatisticsHandler(PlannerStatistics statistics) : IRequestHandler<RefreshStatistics, Unit>
{
    public async Task<Unit> Handle(RefreshStatistics request, CancellationToken cancellationToken)
    {
        await statistics.RefreshAsync(cancellationToken);
        return Unit.Value;
    }
}
