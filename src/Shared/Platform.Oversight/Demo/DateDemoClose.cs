using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Contracts.Deadlines;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;

namespace Platform.Oversight.Demo;

/// <summary>
/// Moves a close that the seeding has just made to the days on which a county would have made it: closed on the 7th, published by the 10th, findings worked off
/// since. Sent by the seeding alone.
/// </summary>
[Label("整理演示月结日期")]
[Requires(OversightPermissions.Work)]
internal sealed record DateDemoClose(YearMonth Month, bool Settled) : ICommand<Unit>;

internal sealed class DateDemoCloseHandler(OversightDbContext db, IMediator mediator, IWorkingDays days) : IRequestHandler<DateDemoClose, Unit>
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public async Task<Unit> Handle(DateDemoClose request, CancellationToken cancellationToken)
    {
        var (month, next) = (request.Month.FirstDay, request.Month.AddMonths(1).FirstDay);
        var closed = At(next.AddDays(6), 2);
        var published = At(next.AddDays(8), 9);
        var publishedOn = next.AddDays(8);
        await db.Set<Run>().Where(r => r.Month == month)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.CreatedAt, closed).SetProperty(r => r.FinishedAt, closed.AddSeconds(6)), cancellationToken);
        await db.Set<SiteClose>().Where(c => c.Month == month)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.ClosedAt, closed).SetProperty(c => c.PublishedAt, published), cancellationToken);
        await db.Set<Score>().Where(c => c.Month == month).ExecuteUpdateAsync(s => s.SetProperty(c => c.ComputedAt, closed), cancellationToken);
        await db.Set<DutyFulfilment>()
            .Where(f => f.Period == month && (f.DutyCode == OversightDuties.VillageAppraisal || f.DutyCode == OversightDuties.VillageBoard))
            .ExecuteUpdateAsync(s => s.SetProperty(f => f.OccurredOn, publishedOn).SetProperty(f => f.SubmittedOn, publishedOn), cancellationToken);
        // Proofs of modules that seeded before were entered in time for the close.
        var entered = At(next.AddDays(3), 17);
        await db.Set<DutyFulfilment>().Where(f => f.Period == month && f.RecordedAt > closed).ExecuteUpdateAsync(s => s.SetProperty(f => f.RecordedAt, entered), cancellationToken);
        await SettleAsync(month, next, request.Settled, cancellationToken);
        return Unit.Value;
    }

    private async Task SettleAsync(DateOnly month, DateOnly next, bool settled, CancellationToken cancellationToken)
    {
        var found = next.AddDays(6);
        var findings = await db.Set<Finding>().Where(f => f.Month == month).OrderBy(f => f.SiteId).ThenBy(f => f.Key).ToListAsync(cancellationToken);
        foreach (var (finding, i) in findings.Select((f, i) => (f, i)))
        {
            if (finding.CheckCode != OversightChecks.Inspections)
            {
                finding.DueOn = OversightDeadlines.DueOf(finding.Severity, found, days);
            }

            var fate = settled ? 0 : DemoDice.Roll(3, finding.SiteId, i);
            if (fate == 2)
            {
                continue;
            }

            finding.State = fate == 0 ? FindingState.Closed : FindingState.Corrected;
            var day = next.AddDays(9 + DemoDice.Roll(8, finding.SiteId, i));
            db.Add(Step(finding, FindingAct.Corrected, At(day, 15), "乡镇经办人", finding.Severity == FindingSeverity.Minor ? "已补齐资料。" : "已核实并补登，今后按时登记。"));
            if (fate == 0)
            {
                db.Add(Step(finding, FindingAct.Closed, At(day.AddDays(2), 10), "办公室主任", "情况属实，同意销号。"));
            }
        }

        await db.SaveChangesAsync(cancellationToken);

        // What an inspection found keeps its day.
        await db.Set<Finding>().Where(f => f.Month == month && f.CheckCode != OversightChecks.Inspections).ExecuteUpdateAsync(s => s.SetProperty(f => f.FoundOn, found), cancellationToken);
        await mediator.Send(new TrackDeadlines([.. findings.Where(f => f.CheckCode != OversightChecks.Inspections).Select(f => OversightDeadlines.DraftOf(f, found))], Generated: true), cancellationToken);
        await mediator.Send(new SettleDeadlines([.. findings.Where(f => f.State != FindingState.Open).Select(OversightDeadlines.RefOf)], next.AddDays(13)), cancellationToken);
        var at = At(found, 2);
        await db.Set<FindingEvent>().Where(e => e.Act == FindingAct.Found && db.Set<Finding>().Any(f => f.Id == e.FindingId && f.Month == month && f.CheckCode != OversightChecks.Inspections))
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.At, at), cancellationToken);
    }

    private static FindingEvent Step(Finding finding, FindingAct act, DateTimeOffset at, string by, string note) =>
        new() { SiteId = finding.SiteId, FindingId = finding.Id, Act = act, At = at, ByName = by, Note = note };

    private static DateTimeOffset At(DateOnly day, int hour) => new(day.ToDateTime(new TimeOnly(hour, 0)), China);
}
