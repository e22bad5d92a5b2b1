using MediatR;
using Platform.Contracts.Contributions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;

namespace Platform.StaffAttendance.Contributions;

/// <summary>Who lacks clock-ins on working days of the month: one finding per person.</summary>
internal sealed class MissingClockInsAudit(MonthReader months, IMediator mediator) : INotificationHandler<AuditRequested>
{
    /// <summary>More missing days than this weigh heavier.</summary>
    private const int Few = 2;

    public async Task Handle(AuditRequested notification, CancellationToken cancellationToken)
    {
        var month = YearMonth.Of(notification.Period);
        var people = (await months.ReadAsync(notification.SiteIds, month, cancellationToken, notification.Until)).ToLookup(p => p.SiteId);
        var names = (await mediator.Send(new GetStaff(notification.SiteIds, IncludeInactive: true), cancellationToken)).ToDictionary(s => s.Id);
        notification.Answer(notification.SiteIds.Select(site => new AuditContribution(
            AttendanceCodes.MissingClockIns,
            site,
            people[site].Sum(p => p.Expected),
            [.. people[site].Where(p => p.Missing > 0).Select(p => Finding(p, names.GetValueOrDefault(p.StaffId), month))])));
    }

    private static FindingDraft Finding(PersonMonth person, StaffRow? who, YearMonth month) => new(
        person.StaffId.ToString("N"),
        person.Missing > Few ? FindingSeverity.Major : FindingSeverity.Minor,
        $"{who?.Name ?? "已不在名册的人员"}{month.ToChinese()}打卡不齐 {person.Missing} 天",
        $"应出勤 {person.Expected} 天，上下班打卡齐全 {person.Complete} 天，缺少上班或下班打卡 {person.Missing} 天。请补录打卡记录或说明原因。",
        AttendanceLinks.Records(month, person.StaffId));
}
