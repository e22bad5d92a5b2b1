using MediatR;
using Platform.Contracts.Contributions;
using Platform.Contracts.Divisions;
using Platform.Contracts.Organisation;
using Platform.Contracts.Staff;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Contributions;

/// <summary>
/// Stand-ins that ended in the month while the absent person was still on granted leave on the next working day and nobody took over: what waits for that person waits
/// on. One finding each. Three statements.
/// </summary>
internal sealed class ExpiredStandInsAudit(LeaveReader leaves, IWorkingDays calendar, IMediator mediator) : INotificationHandler<AuditRequested>
{
    public async Task Handle(AuditRequested notification, CancellationToken cancellationToken)
    {
        var (first, last) = (notification.Period, notification.Until);
        // The next working day may lie in the following month.
        var after = calendar.Next(last);
        var terms = await mediator.Send(new GetStandInTerms(notification.SiteIds, first, after), cancellationToken);
        List<StandInTermRow> ended = [.. terms.Where(t => t.To >= first && t.To <= last)];
        var away = await leaves.OfAsync([.. ended.Select(t => t.ForStaffId).Distinct()], first, after, cancellationToken);
        List<StandInTermRow> expired = [.. ended.Where(t => away.IsAway(t.ForStaffId, calendar.Next(t.To)) && !terms.Any(o => Replaces(o, t, calendar.Next(t.To))))];
        var names = (await mediator.Send(new GetPeople([.. expired.SelectMany(t => new[] { t.StaffId, t.ForStaffId }).Distinct()]), cancellationToken)).ToDictionary(p => p.Id, p => p.Name);
        var (all, faults) = (ended.ToLookup(t => t.SiteId), expired.ToLookup(t => t.SiteId));
        notification.Answer(notification.SiteIds.Select(site => new AuditContribution(
            AttendanceCodes.ExpiredStandIns, site, all[site].Count(), [.. faults[site].Select(t => Finding(t, names))])));
    }

    private static bool Replaces(StandInTermRow other, StandInTermRow term, DateOnly day) =>
        other.Id != term.Id && other.ForStaffId == term.ForStaffId && other.From <= day && other.To >= day && (other.PostId == Guid.Empty || other.PostId == term.PostId);

    private static FindingDraft Finding(StandInTermRow term, IReadOnlyDictionary<Guid, string> names)
    {
        var (absent, standIn) = (names.GetValueOrDefault(term.ForStaffId, "已不在名册的人员"), names.GetValueOrDefault(term.StaffId, "已不在名册的人员"));
        return new FindingDraft(
            term.Id.ToString("N"),
            FindingSeverity.Minor,
            $"{standIn}代理{absent}已于 {term.To:yyyy-MM-dd} 到期，{absent}仍在请假",
            "代理到期后无人签批，请延长代理、另定代理人，或由本人销假后办理。",
            "/organisation/stand-ins");
    }
}
