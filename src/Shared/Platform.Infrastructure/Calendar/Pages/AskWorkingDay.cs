using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Calendar.Pages;

/// <summary>Is this a working day, and which is the next?</summary>
[Requires(CorePermissions.ViewCalendar)]
[Endpoint(Verb.Get, "calendar/day", "某天是不是工作日，下一个工作日是哪天")]
internal sealed record AskWorkingDay(DateOnly Day) : IQuery<WorkingDayAnswer>;

/// <param name="IsLoaded">False: the answer is provisional, because a year it depends on has not been imported.</param>
internal sealed record WorkingDayAnswer(DateOnly Day, bool Working, string? Name, DateOnly Next, DateOnly Previous, bool IsLoaded);

internal sealed class AskWorkingDayHandler(IWorkingDays workingDays) : IRequestHandler<AskWorkingDay, WorkingDayAnswer>
{
    public Task<WorkingDayAnswer> Handle(AskWorkingDay request, CancellationToken cancellationToken)
    {
        var (day, next) = (request.Day, workingDays.Next(request.Day));
        return Task.FromResult(new WorkingDayAnswer(
            day, workingDays.IsWorkingDay(day), workingDays.NameOf(day), next, workingDays.Previous(day), workingDays.IsLoaded(day.Year) && workingDays.IsLoaded(next.Year)));
    }
}
