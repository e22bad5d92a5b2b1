using MediatR;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Calendar.Pages;

/// <summary>One month of the working-day calendar, in weeks from Monday to Sunday. This month when none is given.</summary>
[Requires(CorePermissions.ViewCalendar)]
[Endpoint(Verb.Get, "calendar/month", "一个月的工作日、节假日和补班日")]
internal sealed record GetCalendarMonth(YearMonth? Month = null) : IQuery<CalendarMonth>;

/// <param name="IsLoaded">False: the arrangement of that year has not been imported; only weekdays count.</param>
internal sealed record CalendarMonth(YearMonth Month, bool IsLoaded, int WorkingDays, IReadOnlyList<CalendarMonthDay> Days);

/// <param name="Name">Festival or make-up day; null on an ordinary day.</param>
internal sealed record CalendarMonthDay(DateOnly Day, bool Working, string? Name, bool IsToday);

internal sealed class GetCalendarMonthHandler(IWorkingDays workingDays, Operation operation) : IRequestHandler<GetCalendarMonth, CalendarMonth>
{
    public Task<CalendarMonth> Handle(GetCalendarMonth request, CancellationToken cancellationToken)
    {
        var month = request.Month ?? YearMonth.Of(operation.Today);
        var days = Enumerable.Range(0, month.LastDay.Day).Select(month.FirstDay.AddDays)
            .Select(d => new CalendarMonthDay(d, workingDays.IsWorkingDay(d), workingDays.NameOf(d), d == operation.Today)).ToList();
        return Task.FromResult(new CalendarMonth(month, workingDays.IsLoaded(month.Year), days.Count(d => d.Working), days));
    }
}
