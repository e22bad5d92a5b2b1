using Microsoft.EntityFrameworkCore;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Appraisal;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;

namespace Platform.Oversight.Runs;

/// <summary>
/// Last step: picks the complete, unpublished newest results of the chunk. In a close, and in the daily automatic run, only where the scheme is automatic
/// and day 10 of the next month has come.
/// </summary>
internal sealed class PublishStep(OversightDbContext db, SchemeBook schemes, Operation operation) : IRunStep
{
    public RunStep Step => RunStep.Publish;

    public async Task<StepRows> ComputeAsync(ChunkWork work, CancellationToken cancellationToken)
    {
        var rows = new StepRows();
        var byPerson = work.Kind == RunKind.Publish;
        if (!byPerson && operation.Today < Publication.AutomaticFrom(work.Month))
        {
            return rows;
        }

        var closes = await db.Set<SiteClose>().AsNoTracking()
            .Where(c => c.Month == work.Day && c.SiteId >= work.Lo && c.SiteId <= work.Hi && c.Complete)
            .ToListAsync(cancellationToken);
        var newest = closes.GroupBy(c => c.SiteId).Select(g => g.MaxBy(c => c.Revision)!).Where(c => c.PublishedAt is null);
        var book = await schemes.ReadAsync(work.Month, cancellationToken);
        rows.Published.AddRange(newest.Where(c => byPerson || book.For(c.SiteId).Automatic));
        return rows;
    }
}
