using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Platform.Contracts.Access;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Features.Runs;

namespace Platform.Oversight.Features.Jobs;

/// <summary>
/// Every hour: closes the previous month where a schedule says it is time. The run carries schedule and month as its request id, so it is started once however
/// often this job runs. A month somebody closed by hand is left alone.
/// </summary>
[Requires(OversightPermissions.Work)]
internal sealed record RunSchedules : IQuery<Unit>;

internal sealed class RunSchedulesHandler(OversightDbContext db, PlatformSender sender, Operation operation, ILogger<RunSchedulesHandler> log) : IRequestHandler<RunSchedules, Unit>
{
    public async Task<Unit> Handle(RunSchedules request, CancellationToken cancellationToken)
    {
        var month = YearMonth.Of(operation.Today).AddMonths(-1);
        var (day, hour, lastDay) = (operation.Today.Day, operation.Now.Hour, YearMonth.Of(operation.Today).LastDay.Day);
        var schedules = await db.Set<Schedule>().AsNoTracking().Where(s => s.Active && s.FirstMonth <= month.FirstDay).ToListAsync(cancellationToken);
        // The smallest scope first: the nearest schedule computes a site, wider ones find it closed.
        foreach (var schedule in schedules.OrderBy(s => s.Hi - s.Lo))
        {
            var dueDay = Math.Min(schedule.DayOfMonth, lastDay);
            if (day > dueDay || (day == dueDay && hour >= schedule.Hour))
            {
                await StartAsync(schedule, month, cancellationToken);
            }
        }

        return Unit.Value;
    }

    private async Task StartAsync(Schedule schedule, YearMonth month, CancellationToken cancellationToken)
    {
        var key = $"schedule:{schedule.Id:N}:{month}";
        if (await db.Set<Run>().AsNoTracking().AnyAsync(r => r.DivisionId == schedule.DivisionId && r.RequestKey == key, cancellationToken))
        {
            return;
        }

        try
        {
            var actor = Actor.System(new DivisionScope(schedule.DivisionId, schedule.Lo, schedule.Hi), ActorChannel.Job);
            await sender.SendAs(actor, new CloseMonth(month, RequestId: key), cancellationToken);
        }
        catch (RefusalException refusal)
        {
            log.LogInformation("Schedule {Schedule} for {Month}: {Code}", schedule.Id, month, refusal.Code);
        }
    }
}
