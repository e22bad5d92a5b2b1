using MediatR;
using Platform.Contracts.Messaging;
using Platform.Contracts.Organisation;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Leave;

/// <summary>
/// What a request would mean before it is sent: working days, tier, who signs, what remains of the months. Refuses what asking refuses about the person and the
/// span; a month that would be exceeded is shown, not refused.
/// </summary>
/// <param name="StaffId">Null: the caller.</param>
/// <param name="Except">A request that is being corrected.</param>
[Requires(AttendancePermissions.LeaveAsk)]
[Endpoint(Verb.Get, "staff-attendance/sites/{siteId}/leave/preview", "请假试算：工作日天数、审批层级、签批人、当月事假余额")]
[Clauses("P4-ATTENDANCE-01")]
internal sealed record PreviewLeave(
    int SiteId, LeaveKind Kind, DateOnly First, DayHalf FirstHalf, DateOnly Last, DayHalf LastHalf, Guid? StaffId = null, Guid? Except = null) : IQuery<LeavePreview>, ISiteRequest;

/// <param name="Days">Working days, in halves.</param>
/// <param name="TogetherDays">With adjacent requests.</param>
/// <param name="Shifts">Duty shifts in that time.</param>
/// <param name="NeedsSwap">They have to be swapped before the request can be sent.</param>
internal sealed record LeavePreview(
    string Name, string Text, decimal Days, decimal TogetherDays, LeaveTier Tier, string TierText, IReadOnlyList<LeaveSignerRow> Signers, IReadOnlyList<LeaveMonthRow> Months,
    bool NeedsLetter, bool NeedsCounty, bool NeedsProof, IReadOnlyList<string> Shifts, bool NeedsSwap)
{
    public bool Exceeds => Months.Any(m => m.Exceeds);
}

/// <param name="People">Who may sign, stand-ins with for whom; empty: the post is vacant.</param>
internal sealed record LeaveSignerRow(LeaveRole Role, string RoleName, IReadOnlyList<string> People);

internal sealed record LeaveMonthRow(YearMonth Month, decimal UsedDays, decimal RemainingDays, decimal AskedDays, bool Exceeds)
{
    public static LeaveMonthRow Of(MonthUse use) => new(YearMonth.Of(use.Month), use.Used / 2m, use.Remaining / 2m, use.Asked / 2m, use.Exceeds);
}

internal sealed class PreviewLeaveHandler(LeaveDesk desk, LeaveShifts shifts, IMediator mediator, Operation operation) : IRequestHandler<PreviewLeave, LeavePreview>
{
    public async Task<LeavePreview> Handle(PreviewLeave request, CancellationToken cancellationToken)
    {
        var person = await desk.PersonAsync(request.SiteId, request.StaffId, cancellationToken);
        var span = new LeaveSpan(request.First, request.FirstHalf, request.Last, request.LastHalf);
        var plan = await desk.PlanAsync(request.SiteId, person.Id, request.Kind, span, request.Except ?? Guid.Empty, cancellationToken);
        var duty = await shifts.OfAsync(person.Id, span, cancellationToken);
        return new LeavePreview(
            person.Name, span.Text, plan.HalfDays / 2m, plan.Together / 2m, plan.Tier, Words.Of(plan.Tier), await SignersAsync(request.SiteId, person.Id, plan.Signers, cancellationToken),
            [.. plan.Months.Select(LeaveMonthRow.Of)], plan.Tier >= LeaveTier.Written, plan.Tier == LeaveTier.County || plan.Exceeds, LeaveKinds.NeedsProof(request.Kind),
            duty, request.Kind == LeaveKind.Personal && duty.Count > 0);
    }

    private async Task<IReadOnlyList<LeaveSignerRow>> SignersAsync(int siteId, Guid person, IReadOnlyList<LeaveRole> roles, CancellationToken cancellationToken)
    {
        var staff = await mediator.Send(new GetStaff([siteId]), cancellationToken);
        var holders = await mediator.Send(new GetPostHolders([siteId], null, operation.Today), cancellationToken);
        var acting = await mediator.Send(new GetActingFor([.. staff.Select(s => s.Id)], operation.Today), cancellationToken);
        var capacities = staff.Where(s => s.Id != person).Select(s => (s.Name, Roles: LeaveSigners.Capacities(s.Id, holders, acting))).ToList();
        return
        [
            .. roles.Select(role => new LeaveSignerRow(
                role, Words.Of(role),
                [
                    .. from who in capacities
                       let as_ = who.Roles.FirstOrDefault(r => r.Role == role)
                       where as_ is not null
                       select as_.IsStandIn ? $"{who.Name}（代理）" : who.Name,
                ])),
        ];
    }
}
