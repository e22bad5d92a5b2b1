using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Contributions;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Meetings;

namespace Platform.Oversight.Runs;

/// <summary>
/// Fourth step: convenes the work meeting of the next month with what the closed month left to talk about. A meeting that exists gets the items it lacks;
/// one that was held already is left alone.
/// </summary>
internal sealed class ConveneStep(OversightDbContext db, IMediator mediator, AgendaWriter agenda) : IRunStep
{
    public RunStep Step => RunStep.Convene;

    public async Task<StepRows> ComputeAsync(ChunkWork work, CancellationToken cancellationToken)
    {
        var rows = new StepRows();
        var sites = await OwnSites.OfAsync(db, work, cancellationToken);
        if (sites.Count == 0)
        {
            return rows;
        }

        var ids = sites.Keys.ToList();
        var request = new MeetingConvening(work.RunId, work.Day, ids);
        await mediator.Publish(request, cancellationToken);
        rows.Failures.AddRange(FailureRows.Of(request, work));

        var next = work.Month.AddMonths(1);
        var meetings = await db.Set<Meeting>().AsNoTracking()
            .Where(m => m.Period == next.FirstDay && m.Kind == MeetingKind.WorkMeeting && m.SiteId >= work.Lo && m.SiteId <= work.Hi)
            .ToDictionaryAsync(m => m.SiteId, cancellationToken);
        foreach (var site in ids.Where(s => !meetings.ContainsKey(s)))
        {
            rows.Meetings.Add(meetings[site] = MeetingFactory.Create(site, next));
        }

        var open = meetings.Values.Where(m => m.State == MeetingState.Convened && sites.ContainsKey(m.SiteId)).ToDictionary(m => m.SiteId);
        rows.Agenda.AddRange(await agenda.ItemsAsync(work.Month, work.Lo, work.Hi, open, request.Answers, cancellationToken));
        return rows;
    }
}
