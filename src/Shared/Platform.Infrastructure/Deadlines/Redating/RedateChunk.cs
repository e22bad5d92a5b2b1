using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Deadlines.Redating;

/// <summary>
/// Takes the plan over for the next deadlines in order of their ids: old day into the history, new day into the deadline, three
/// statements whatever the number of rows. The cursor moves in the same transaction, so a pass that is cut short goes on where it stopped.
/// </summary>
/// <returns>False when the pass is over.</returns>
[Label("重算期限")]
[Requires(CorePermissions.ManageCalendar)]
[Housekeeping]
internal sealed record RedateChunk(Guid ImportId, int Rows) : ICommand<bool>, IIdempotent;

internal sealed class RedateChunkHandler(CoreDbContext db, IMediator mediator, Operation operation) : IRequestHandler<RedateChunk, bool>
{
    public async Task<bool> Handle(RedateChunk request, CancellationToken cancellationToken)
    {
        var id = request.ImportId;
        var import = await db.Set<CalendarImport>().AsNoTracking().SingleAsync(i => i.Id == id, cancellationToken);
        if (import.Stage != RedatingStage.Redating)
        {
            return false;
        }

        var (lo, first, last) = (import.Cursor, import.FirstDay, import.LastDay);
        var open = db.Set<TrackedDeadline>().OpenBetween(first, last).Where(d => d.Id.CompareTo(lo) > 0);
        var found = await open.OrderBy(d => d.Id).Skip(request.Rows - 1).Take(1).Select(d => d.Id).ToListAsync(cancellationToken);
        var over = found.Count == 0;
        var hi = over ? Guid.Empty : found[0];

        // Whoever moves the cursor owns the rows between; another worker that read the same place gets nothing.
        var mine = await db.Set<CalendarImport>().Where(i => i.Id == id && i.Stage == RedatingStage.Redating && i.Cursor == lo && i.Pass == import.Pass)
            .ExecuteUpdateAsync(s => s.SetProperty(i => i.Cursor, hi).SetProperty(i => i.Stage, over ? RedatingStage.Waiting : RedatingStage.Redating), cancellationToken);
        if (mine != 1)
        {
            return true;
        }

        var rows = over ? open : open.Where(d => d.Id.CompareTo(hi) <= 0);
        var redated = await RedateAsync(import, rows, cancellationToken);
        await db.Set<CalendarImport>().Where(i => i.Id == id).ExecuteUpdateAsync(s => s.SetProperty(i => i.Redated, i => i.Redated + redated), cancellationToken);
        if (redated > 0)
        {
            operation.Note($"工作日历 {import.Years} 年导入后重算期限 {redated} 项");
        }

        if (over)
        {
            await db.Set<DeadlineRedating>().Where(r => r.ImportId == id).ExecuteDeleteAsync(cancellationToken);
        }

        return !over;
    }

    private async Task<int> RedateAsync(CalendarImport import, IQueryable<TrackedDeadline> rows, CancellationToken cancellationToken)
    {
        var pairs =
            from deadline in rows
            from line in db.Set<DeadlineRedating>().Where(r => r.ImportId == import.Id && r.RuleCode == deadline.RuleCode && r.Start == deadline.Start
                && r.ExtensionDays == deadline.ExtensionDays && r.OldDue == deadline.Due && r.OldProvisional == deadline.Provisional)
            select new { deadline, line };
        var (at, by, why) = (operation.Now, import.ByName, $"导入 {import.Years} 年放假调休安排后重算");
        var moved = await pairs.AsNoTracking()
            .Select(p => new { p.deadline.Id, p.deadline.RecordRef, p.deadline.Changes, p.deadline.SiteId, p.line.OldDue, p.line.OldProvisional, p.line.NewDue, p.line.NewProvisional })
            .ToListAsync(cancellationToken);
        await Bulk.InsertAsync(
            db,
            moved.Select(m => new DeadlineChange
            {
                DeadlineId = m.Id,
                Number = m.Changes + 1,
                SiteId = m.SiteId,
                OldDue = m.OldDue,
                OldProvisional = m.OldProvisional,
                NewDue = m.NewDue,
                NewProvisional = m.NewProvisional,
                Reason = why,
                At = at,
                ByName = by,
            }),
            cancellationToken);
        var redated = await pairs.ExecuteUpdateAsync(
            s => s.SetProperty(p => p.deadline.Due, p => p.line.NewDue)
                .SetProperty(p => p.deadline.Provisional, p => p.line.NewProvisional)
                .SetProperty(p => p.deadline.Changes, p => p.deadline.Changes + 1),
            cancellationToken);
        if (moved.Count > 0)
        {
            await mediator.Publish(new DeadlinesRedated([.. moved.Select(m => new RedatedDeadline(m.RecordRef, m.NewDue))]), cancellationToken);
        }

        return redated;
    }
}
