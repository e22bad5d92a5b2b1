using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Features.Runs;

namespace Platform.Oversight.Features.Jobs;

/// <summary>Every morning: publishes where the scheme is automatic, day 10 has come and results wait.</summary>
[Requires(OversightPermissions.Work)]
internal sealed record PublishDueResults : IQuery<Unit>;

internal sealed class PublishDueResultsHandler(OversightDbContext db, PlatformSender sender, Operation operation) : IRequestHandler<PublishDueResults, Unit>
{
    private const int MonthsBack = 6;

    public async Task<Unit> Handle(PublishDueResults request, CancellationToken cancellationToken)
    {
        var month = YearMonth.Of(operation.Today).AddMonths(-1);
        var newest = operation.Today >= Publication.AutomaticFrom(month) ? month : month.AddMonths(-1);
        var oldest = newest.AddMonths(-MonthsBack).FirstDay;
        var schemes = await db.Set<AppraisalScheme>().AsNoTracking().Where(s => s.Automatic).ToListAsync(cancellationToken);
        foreach (var scope in schemes.Select(s => new DivisionScope(s.DivisionId, s.Lo, s.Hi)).Distinct())
        {
            var waiting = await db.Set<SiteClose>().AsNoTracking()
                .Where(c => c.SiteId >= scope.Lo && c.SiteId <= scope.Hi && c.Complete && c.PublishedAt == null && c.Month >= oldest && c.Month <= newest.FirstDay)
                .Where(c => !db.Set<SiteClose>().Any(n => n.Month == c.Month && n.SiteId == c.SiteId && n.Complete && n.Revision > c.Revision))
                .Select(c => c.Month).Distinct().ToListAsync(cancellationToken);
            foreach (var due in waiting)
            {
                await sender.SendAs(Actor.System(scope, ActorChannel.Job), new PublishAutomatically(YearMonth.Of(due)), cancellationToken);
            }
        }

        return Unit.Value;
    }
}
