using MediatR;
using Platform.Contracts.Divisions;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Deadlines.Pages;
using Platform.Infrastructure.Time;
using Platform.Infrastructure.Ui;

namespace Platform.Infrastructure.Calendar;

/// <summary>In December, while next year's schedule is missing: said to those who may import it. All year: overdue deadlines and those due soon.</summary>
internal sealed class CalendarNextThings(IMediator mediator, IWorkingDays workingDays, ChinaTime time) : INextThings
{
    public async Task<IReadOnlyList<NextThing>> GetAsync(ScopeState state, CancellationToken ct)
    {
        var things = new List<NextThing>();
        if (state.Can(CorePermissions.ManageCalendar) && MissingYear(workingDays, time.Today) is { } year)
        {
            things.Add(new("工作日历", $"{year} 年的放假安排还没有导入", "跨年的期限只能暂定，导入后自动重算", new DateOnly(year - 1, 12, 31), "/admin/calendar/import"));
        }

        if (state.Can(CorePermissions.ViewDeadlines))
        {
            var overdue = (await mediator.Send(new ListDeadlines(DeadlineFilter.Overdue, PageSize: 1), ct)).Total;
            var soon = (await mediator.Send(new ListDeadlines(DeadlineFilter.Soon, PageSize: 1), ct)).Total;
            if (overdue > 0)
            {
                things.Add(new("期限", $"{overdue} 项期限已超期", "请尽快办理", null, "/deadlines?state=Overdue"));
            }

            if (soon > 0)
            {
                things.Add(new("期限", $"{soon} 项期限在 {ListDeadlines.SoonDays} 天内到期", "请安排办理", null, "/deadlines?state=Soon"));
            }
        }

        return things;
    }

    /// <summary>The year to import now; null outside December or when it is there.</summary>
    public static int? MissingYear(IWorkingDays workingDays, DateOnly today) =>
        today.Month == 12 && !workingDays.IsLoaded(today.Year + 1) ? today.Year + 1 : null;
}
