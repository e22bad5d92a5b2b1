using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Deadlines.Redating;

/// <summary>Every minute: takes up imports whose deadlines are not all computed anew. Reads only itself; each chunk is a command of its own.</summary>
[Requires(CorePermissions.ManageCalendar)]
internal sealed record ContinueRedating : IQuery<Unit>;

internal sealed class ContinueRedatingHandler(CoreDbContext db, DeadlineRedater redater) : IRequestHandler<ContinueRedating, Unit>
{
    public async Task<Unit> Handle(ContinueRedating request, CancellationToken cancellationToken)
    {
        var open = await db.Set<CalendarImport>().AsNoTracking().Where(i => i.Stage != RedatingStage.Finished)
            .OrderBy(i => i.Stage == RedatingStage.Redating ? 0 : 1).ThenByDescending(i => i.At).Select(i => i.Id).ToListAsync(cancellationToken);
        foreach (var import in open)
        {
            await redater.RunAsync(import, cancellationToken);
        }

        return Unit.Value;
    }
}
