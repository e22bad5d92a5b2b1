using MediatR;
using Platform.Contracts.Contributions;
using Platform.Contracts.Trail;
using Platform.Infrastructure.Ui;

namespace Platform.StaffAttendance.Contributions;

/// <summary>Who tried to approve or decide the own matter, which the platform refused: one finding per person. One statement.</summary>
internal sealed class OwnApprovalsAudit(IMediator mediator) : INotificationHandler<AuditRequested>
{
    public async Task Handle(AuditRequested notification, CancellationToken cancellationToken)
    {
        var tried = (await mediator.Send(
            new GetRefusals(notification.SiteIds, AttendanceCodes.ModuleId, AttendanceCodes.OwnRefusals, notification.Period, notification.Until), cancellationToken)).ToLookup(r => r.SiteId);
        notification.Answer(notification.SiteIds.Select(site => new AuditContribution(
            AttendanceCodes.OwnApprovals,
            site,
            tried[site].Count(),
            [
                .. tried[site].GroupBy(r => (r.AccountId, r.ActorName)).Select(g => new FindingDraft(
                    g.Key.AccountId.ToString("N"),
                    FindingSeverity.Minor,
                    $"{g.Key.ActorName}试图办理本人的事项 {g.Count()} 次",
                    $"系统已拒绝，没有生效：{string.Join("；", g.Select(r => $"{Show.Text(r.At)} {r.Action}").Distinct())}。本人的请假、外勤和考勤异常须由他人办理，请主任提醒。",
                    null)),
            ])));
    }
}
