using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Access;
using Platform.Contracts.Duties;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;

namespace Platform.Oversight.Features.Feed;

/// <summary>
/// Duties of last month to the month after next that wait to be done, each on its due date with an alarm at nine on the working day of the reminder. Only
/// names of duties, villages and posts.
/// </summary>
internal sealed class ReadCalendarFeedHandler(OversightDbContext db, OpenDuties duties, IMediator mediator, Operation operation) : IRequestHandler<ReadCalendarFeed, string?>
{
    public async Task<string?> Handle(ReadCalendarFeed request, CancellationToken cancellationToken)
    {
        if (request.Token.Length != FeedTokens.Length)
        {
            return null;
        }

        var hash = FeedTokens.Hash(request.Token);
        var feed = await db.Set<CalendarFeed>().AsNoTracking().FirstOrDefaultAsync(f => f.TokenHash == hash && f.RevokedAt == null, cancellationToken);
        if (feed is null || (await mediator.Send(new GetPermissionHolders([new(feed.AccountId, feed.SiteId)], OversightPermissions.ViewDuties), cancellationToken)).Count == 0)
        {
            return null;
        }

        var month = YearMonth.Of(operation.Today);
        var waiting = await duties.ReadAsync([new(feed.SiteId, feed.StaffId, feed.WholeOffice)], month.AddMonths(-1), month.AddMonths(2), cancellationToken);
        return Write(waiting[0]);
    }

    private string Write(IEnumerable<LedgerEntry> waiting)
    {
        var calendar = new Ical.Net.Calendar { ProductId = "-//Platform//Duties//ZH" };
        calendar.AddProperty("X-WR-CALNAME", "履职日历");
        foreach (var entry in waiting)
        {
            var (due, duty) = (entry.Due, entry.Due.Duty);
            var item = new CalendarEvent
            {
                Uid = $"{duty.Code}-{entry.SiteId}-{entry.UnitId:N}-{due.Period:yyyyMMdd}@platform",
                Summary = (entry.UnitName.Length > 0 ? entry.UnitName + "：" : "") + duty.Name + "到期",
                Description = $"{DueDates.NameOf(duty.Cadence, due.Period)}，{duty.OwnerPost}；凭证：{duty.Evidence}",
                Start = Day(due.DueOn),
                End = Day(due.DueOn.AddDays(1)),
                DtStamp = new CalDateTime(operation.Now.UtcDateTime, "UTC"),
                Transparency = TransparencyType.Transparent,
            };

            // The event begins at midnight of its day; nine o'clock on the day of the reminder is so many hours before.
            var hours = ((due.DueOn.DayNumber - due.RemindOn.DayNumber) * 24) - 9;
            item.Alarms.Add(new Alarm { Action = AlarmAction.Display, Description = item.Summary, Trigger = new Trigger(Duration.FromHours(-hours)) });
            calendar.Events.Add(item);
        }

        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    private static CalDateTime Day(DateOnly day) => new(day.Year, day.Month, day.Day);
}
