using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Platform.Contracts.Access;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Features.Checks;
using Platform.Oversight.Schedules;

namespace Platform.Oversight.Features.Jobs;

/// <summary>
/// Every hour: starts what the schedules say is due. The run carries schedule and day as its request id, so it is started once however often this job
/// runs. One that is refused, because somebody closed the month by hand, holds up no other.
/// </summary>
[Requires(OversightPermissions.Work)]
internal sealed record RunSchedules : IQuery<Unit>;

internal sealed class RunSchedulesHandler(
    OversightDbContext db, PlatformSender sender, IWorkingDays days, Operation operation, ILogger<RunSchedulesHandler> log) : IRequestHandler<RunSchedules, Unit>
{
    public async Task<Unit> Handle(RunSchedules request, CancellationToken cancellationToken)
    {
        var schedules = await db.Set<Schedule>().AsNoTracking().Where(s => s.Active).ToListAsync(cancellationToken);
        var due = (from s in schedules
                   let newest = s.Rule.Newest(operation.Now, s.FirstOn, days)
                   where newest is not null
                   select (Schedule: s, Month: ScheduleBook.MonthOf(s.Kind, s.LastMonth, newest.Value.Nominal), Key: StartScheduled.KeyOf(s.Id, newest.Value.Nominal)))
            .OrderBy(d => d.Schedule.Hi - d.Schedule.Lo).ToList();
        var keys = due.ConvertAll(d => d.Key);
        var started = (await db.Set<Run>().AsNoTracking().Where(r => keys.Contains(r.RequestKey)).Select(r => r.RequestKey).ToListAsync(cancellationToken)).ToHashSet();
        foreach (var (schedule, month, key) in due.Where(d => !started.Contains(d.Key)))
        {
            try
            {
                var actor = Actor.System(new DivisionScope(schedule.DivisionId, schedule.Lo, schedule.Hi), ActorChannel.Job);
                await sender.SendAs(actor, new StartScheduled(schedule.Id, month, key), cancellationToken);
            }
            catch (RefusalException refusal)
            {
                log.LogInformation("Schedule {Schedule} for {Month}: {Code}", schedule.Id, month, refusal.Code);
            }
        }

        return Unit.Value;
    }
}
