using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;

namespace Platform.Oversight.Features.Results;

/// <summary>The newest month with results the caller may see; null when there is none.</summary>
[Requires(OversightPermissions.ViewResults)]
internal sealed record GetNewestMonth : IQuery<YearMonth?>;

internal sealed class GetNewestMonthHandler(OversightDbContext db, Operation operation) : IRequestHandler<GetNewestMonth, YearMonth?>
{
    public async Task<YearMonth?> Handle(GetNewestMonth request, CancellationToken cancellationToken)
    {
        var all = operation.Actor.May(OversightPermissions.Publish);
        var newest = await db.Set<SiteClose>().Where(c => c.Complete && (all || c.PublishedAt != null)).MaxAsync(c => (DateOnly?)c.Month, cancellationToken);
        return newest is { } day ? YearMonth.Of(day) : null;
    }
}
