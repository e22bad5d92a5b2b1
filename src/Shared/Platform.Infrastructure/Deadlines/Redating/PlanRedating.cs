using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Calendar;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Deadlines.Redating;

/// <summary>
/// Writes the plan of one pass: which deadlines get which day. Once nothing is left, and every process has forgotten the older calendar,
/// the import is finished.
/// </summary>
/// <returns>Lines planned; null when there is nothing to do (any more).</returns>
[Label("计划重算期限")]
[Requires(CorePermissions.ManageCalendar)]
[Housekeeping]
internal sealed record PlanRedating(Guid ImportId) : ICommand<int?>, IIdempotent;

internal sealed class PlanRedatingHandler(CoreDbContext db, RedatingPlanner planner, Operation operation) : IRequestHandler<PlanRedating, int?>
{
    // Processes read the calendar anew after a minute; a deadline tracked with the older one is found by the pass after this.
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(5);

    public async Task<int?> Handle(PlanRedating request, CancellationToken cancellationToken)
    {
        // Taking the row first keeps a second worker from planning or working at the same time.
        var mine = await db.Set<CalendarImport>().Where(i => i.Id == request.ImportId && i.Stage == RedatingStage.Waiting)
            .ExecuteUpdateAsync(s => s.SetProperty(i => i.Pass, i => i.Pass + 1), cancellationToken);
        if (mine != 1)
        {
            return null;
        }

        var import = await db.Set<CalendarImport>().SingleAsync(i => i.Id == request.ImportId, cancellationToken);
        var lines = await planner.PlanAsync(await CalendarReader.ReadAsync(db, cancellationToken), import.FirstDay, import.LastDay, cancellationToken);
        if (lines.Count == 0)
        {
            if (operation.Now - import.At >= Settled)
            {
                import.Stage = RedatingStage.Finished;
                await db.SaveChangesAsync(cancellationToken);
            }

            return null;
        }

        await Bulk.InsertAsync(db, lines.Select(l => new DeadlineRedating
        {
            ImportId = import.Id,
            RuleCode = l.RuleCode,
            Start = l.Start,
            ExtensionDays = l.ExtensionDays,
            OldDue = l.OldDue,
            OldProvisional = l.OldProvisional,
            NewDue = l.NewDue,
            NewProvisional = l.NewProvisional,
        }), cancellationToken);
        (import.Stage, import.Cursor) = (RedatingStage.Redating, Guid.Empty);
        await db.SaveChangesAsync(cancellationToken);
        return lines.Count;
    }
}
