using MediatR;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Features.Duties;

internal sealed class CountOpenDutiesHandler(DutyLedger ledger, Operation operation) : IRequestHandler<CountOpenDuties, int>
{
    public async Task<int> Handle(CountOpenDuties request, CancellationToken cancellationToken) =>
        (await ledger.ReadAsync(request.SiteIds, YearMonth.Of(operation.Today), cancellationToken)).Count(e => e.ReachedOn is null && e.Excuse is null);
}
