using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Appraisal;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Runs;

namespace Platform.Oversight.Features.Runs;

/// <summary>Writes what a step found together with the chunk's progress: both or neither. Refused by the rows themselves when the lease is lost.</summary>
[Label("月结计算")]
[Requires(OversightPermissions.Work)]
internal sealed record SaveStep(ChunkWork Work, StepRows Rows) : ICommand<ChunkWork>, IRecordRequest
{
    public string RecordRef => $"run:{Work.RunId}";
}

internal sealed class SaveStepHandler(OversightDbContext db, IMediator mediator, Operation operation, RunLease lease) : IRequestHandler<SaveStep, ChunkWork>
{
    public async Task<ChunkWork> Handle(SaveStep request, CancellationToken cancellationToken)
    {
        var (work, rows) = (request.Work, request.Rows);
        var next = RunSteps.Next(work.Kind, work.Step);
        await AdvanceAsync(work, next, cancellationToken);
        await Bulk.InsertAsync(db, rows.Closes, cancellationToken);
        await Bulk.InsertAsync(db, rows.Obligations, cancellationToken);
        if (work.Kind == RunKind.Audit)
        {
            await ForgetInterimAsync(work, rows, cancellationToken);
        }

        await Bulk.InsertAsync(db, rows.Audits, cancellationToken);
        await Bulk.InsertAsync(db, rows.Findings, cancellationToken);
        await Bulk.InsertAsync(db, rows.FindingRecords, cancellationToken);
        await Bulk.InsertAsync(db, rows.FindingEvents, cancellationToken);
        await Bulk.InsertAsync(db, rows.Scores, cancellationToken);
        await Bulk.InsertAsync(db, rows.ScoreLines, cancellationToken);
        await Bulk.InsertAsync(db, rows.Meetings, cancellationToken);
        await Bulk.InsertAsync(db, rows.Agenda, cancellationToken);
        await Bulk.InsertAsync(db, rows.Failures, cancellationToken);
        if (work.Step == RunStep.Convene)
        {
            await db.Set<SiteClose>().Where(c => c.RunId == work.RunId && c.SiteId >= work.Lo && c.SiteId <= work.Hi)
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.Complete, true), cancellationToken);
        }

        if (rows.Findings.Count > 0)
        {
            await mediator.Send(new TrackDeadlines([.. rows.Findings.Select(f => OversightDeadlines.DraftOf(f, f.FoundOn))]), cancellationToken);
        }

        await PublishAsync(work, rows.Published, cancellationToken);
        operation.Note($"{RunSteps.Text(work.Step)}：{work.Month}，{work.Lo:000000000}至{work.Hi:000000000}");
        return work with { Step = next };
    }

    // An audit of an open month takes the place of the one before it; what a close wrote has a revision above 0.
    private Task<int> ForgetInterimAsync(ChunkWork work, StepRows rows, CancellationToken cancellationToken)
    {
        var codes = rows.Audits.Select(a => a.CheckCode).Distinct().ToList();
        return db.Set<AuditResult>()
            .Where(a => a.Month == work.Day && a.Revision == AuditStep.Interim && a.SiteId >= work.Lo && a.SiteId <= work.Hi && codes.Contains(a.CheckCode))
            .ExecuteDeleteAsync(cancellationToken);
    }

    private async Task AdvanceAsync(ChunkWork work, RunStep next, CancellationToken cancellationToken)
    {
        var state = next == RunStep.Finished ? ChunkState.Done : ChunkState.Running;
        var until = operation.Now + lease.Length;
        var mine = await db.Set<RunChunk>()
            .Where(c => c.Id == work.ChunkId && c.Claim == work.Claim && c.State == ChunkState.Running && c.Step == work.Step)
            .ExecuteUpdateAsync(s => s
                .SetProperty(c => c.Step, next)
                .SetProperty(c => c.State, state)
                .SetProperty(c => c.LeaseUntil, until)
                .SetProperty(c => c.Attempts, 0)
                .SetProperty(c => c.Error, ""), cancellationToken);
        if (mine != 1)
        {
            throw new LeaseLostException();
        }
    }

    // Publishing is what fulfils P4-PATCH-02a/b; the scores themselves are not touched.
    private async Task PublishAsync(ChunkWork work, List<SiteClose> closes, CancellationToken cancellationToken)
    {
        if (closes.Count == 0)
        {
            return;
        }

        var ids = closes.Select(c => c.Id).ToList();
        var (now, by) = (operation.Now, work.Kind == RunKind.Publish ? work.RequestedBy : "系统自动公布");
        await db.Set<SiteClose>().Where(c => ids.Contains(c.Id) && c.PublishedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.PublishedAt, now).SetProperty(c => c.PublishedBy, by), cancellationToken);
        var today = operation.Today;
        await ReportAsync(work, closes, by, cancellationToken);
        await mediator.Publish(new DutiesFulfilled(
        [
            .. from close in closes
               from duty in new[] { OversightDuties.VillageAppraisal, OversightDuties.VillageBoard }
               select new DutyFulfilled(duty, close.SiteId, Guid.Empty, work.Day, Publication.EvidenceRef(work.Month, close.SiteId, close.Revision), today, today),
        ]), cancellationToken);
    }

    // To the named recipients and to the board, in the transaction that publishes.
    private async Task ReportAsync(ChunkWork work, List<SiteClose> closes, string by, CancellationToken cancellationToken)
    {
        var (now, revisions) = (operation.Now, closes.ToDictionary(c => c.SiteId, c => c.Revision));
        var recipients = await db.Set<ResultRecipient>().AsNoTracking().Where(r => r.SiteId >= work.Lo && r.SiteId <= work.Hi).ToListAsync(cancellationToken);
        await Bulk.InsertAsync(db, recipients.Where(r => revisions.ContainsKey(r.SiteId)).Select(r => new ResultReceipt
        {
            SiteId = r.SiteId,
            Month = work.Day,
            Revision = revisions[r.SiteId],
            RowNumber = r.RowNumber,
            PostName = r.PostName,
            PersonName = r.PersonName,
            SentAt = now,
        }), cancellationToken);
        var scores = await db.Set<Score>().AsNoTracking()
            .Where(s => s.Month == work.Day && s.SiteId >= work.Lo && s.SiteId <= work.Hi && s.UnitId != Guid.Empty)
            .Select(s => new { s.SiteId, s.Revision, s.UnitName, s.Points }).ToListAsync(cancellationToken);
        var sites = scores.Where(s => revisions.GetValueOrDefault(s.SiteId) == s.Revision).GroupBy(s => s.SiteId).Select(g => new SiteResult(
            g.Key, revisions[g.Key],
            [
                .. g.OrderBy(s => s.Points is null).ThenByDescending(s => s.Points).ThenBy(s => s.UnitName, StringComparer.Ordinal)
                    .Select(s => new VillageResult(s.UnitName, s.Points, s.Points is { } p ? 1 + g.Count(o => o.Points > p) : null)),
            ])).ToList();
        await mediator.Publish(new ResultsPublished(work.Month, by, sites), cancellationToken);
    }
}
