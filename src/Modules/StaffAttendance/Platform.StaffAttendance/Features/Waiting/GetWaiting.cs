using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;
using Platform.StaffAttendance.Features.FieldTrips;
using Platform.StaffAttendance.Features.Incidents;
using Platform.StaffAttendance.Features.Leave;
using Platform.StaffAttendance.Features.Reports;
using Platform.StaffAttendance.Features.Rosters;
using Platform.StaffAttendance.Features.Swaps;

namespace Platform.StaffAttendance.Features.Waiting;

/// <summary>
/// What waits for the caller in this area: signatures, answers, confirmations, papers to hand in. Only what the caller may do, and not what somebody else has to do.
/// </summary>
/// <param name="SiteId">Null: of the whole scope; shifts and sheets are told for one township only.</param>
[Requires(AttendancePermissions.LeaveAsk)]
[Endpoint(Verb.Get, "staff-attendance/waiting", "等待本人办理的考勤事项")]
[Clauses("P4-ATTENDANCE-01", "P4-ATTENDANCE-02a", "P4-ATTENDANCE-02b")]
internal sealed record GetWaiting(int? SiteId = null) : IQuery<IReadOnlyList<WaitingGroup>>;

/// <param name="Total">All of them; <paramref name="Items"/> are the first.</param>
/// <param name="Link">The list they stand in.</param>
internal sealed record WaitingGroup(string Title, int Total, string Link, IReadOnlyList<WaitingItem> Items);

/// <param name="Due">Last day; null: none is set.</param>
/// <param name="Link">Where it is done.</param>
internal sealed record WaitingItem(string Text, string Detail, DateOnly? Due, string Link);

internal sealed class GetWaitingHandler(AttendanceDbContext db, IMediator mediator, Operation operation) : IRequestHandler<GetWaiting, IReadOnlyList<WaitingGroup>>
{
    private static readonly PageRequest Some = new(1, 50);

    public async Task<IReadOnlyList<WaitingGroup>> Handle(GetWaiting request, CancellationToken cancellationToken)
    {
        var groups = new List<WaitingGroup>();
        await LeaveAsync(request.SiteId, groups, cancellationToken);
        await SwapsAsync(request.SiteId, groups, cancellationToken);
        await IncidentsAsync(request.SiteId, groups, cancellationToken);
        await FieldTripsAsync(request.SiteId, groups, cancellationToken);
        await ReportsAsync(request.SiteId, groups, cancellationToken);
        await SheetsAsync(request.SiteId, groups, cancellationToken);
        return [.. groups.Where(g => g.Total > 0)];
    }

    private bool May(string permission) => operation.Actor.May(permission);

    private async Task LeaveAsync(int? site, List<WaitingGroup> groups, CancellationToken cancellationToken)
    {
        if (operation.Actor.StaffId != Guid.Empty)
        {
            var sign = await mediator.Send(new ListLeave(Some with { Sort = "AskedOn" }, site, LeaveBox.Waiting), cancellationToken);
            groups.Add(Group("请假签批", sign.Total, "/attendance/leave?box=Waiting", sign.Items.Select(r => new WaitingItem($"{r.Name}请假：{r.Text}", $"等待{r.WaitsText}", r.First, $"/attendance/leave/{r.Id}"))));
            var proof = await mediator.Send(new ListLeave(Some, site, LeaveBox.Mine, ProofMissing: true), cancellationToken);
            groups.Add(Group("请假证明待补交", proof.Total, "/attendance/leave?box=Mine&proof=true", proof.Items.Select(r => new WaitingItem($"{r.KindText}：{r.Text}", "请补交证明", null, $"/attendance/leave/{r.Id}"))));
        }

        if (May(AttendancePermissions.LeaveRegister))
        {
            var county = await mediator.Send(new ListLeave(Some with { Sort = "First" }, site, State: LeaveState.PendingCounty), cancellationToken);
            groups.Add(Group("县级批复待登记", county.Total, $"/attendance/leave?state={LeaveState.PendingCounty}", county.Items.Select(r => new WaitingItem($"{r.Name}请假：{r.Text}", "收到县级批复后登记", r.First, $"/attendance/leave/{r.Id}"))));
        }
    }

    private async Task SwapsAsync(int? site, List<WaitingGroup> groups, CancellationToken cancellationToken)
    {
        if (!May(AttendancePermissions.View))
        {
            return;
        }

        if (May(AttendancePermissions.Swap) && operation.Actor.StaffId != Guid.Empty)
        {
            var asked = await mediator.Send(new ListSwaps(Some with { Sort = "Day" }, site, State: SwapState.Asked, Mine: true), cancellationToken);
            List<SwapRow> mine = [.. asked.Items.Where(s => s.AskedOfReader && s.Day >= operation.Today)];
            groups.Add(Group("调班待答复", mine.Count, "/attendance/swaps?mine=true", mine.Select(s => new WaitingItem(
                $"{s.FromName}请您代{s.ShiftName}", s.ReturnDay is { } day ? $"用您 {day:yyyy-MM-dd} 的{s.ReturnName}交换；{s.Reason}" : s.Reason, s.Day, "/attendance/swaps?mine=true"))));
        }

        if (May(AttendancePermissions.PublishRosters))
        {
            var unseen = await mediator.Send(new ListSwaps(Some, site, Unseen: true), cancellationToken);
            groups.Add(Group("调班待知悉", unseen.Total, "/attendance/swaps?unseen=true", unseen.Items.Select(s => new WaitingItem(
                $"{s.FromName}与{s.ToName}已调班，请知悉", $"{s.Day:yyyy-MM-dd} {s.ShiftName}", null, "/attendance/swaps?unseen=true"))));
            if (site is { } one)
            {
                var open = await mediator.Send(new ListOpenShifts(one), cancellationToken);
                groups.Add(Group("值班待补班", open.Count, AttendanceLinks.Roster(one, YearMonth.Of(operation.Today)), open.Select(o => new WaitingItem(
                    $"{o.Name}请假，{o.Shift}待补班", $"{o.Day:yyyy-MM-dd}", o.Day, AttendanceLinks.Roster(one, YearMonth.Of(o.Day))))));
            }
        }
    }

    private async Task IncidentsAsync(int? site, List<WaitingGroup> groups, CancellationToken cancellationToken)
    {
        if (!May(AttendancePermissions.View) || !May(AttendancePermissions.Verify))
        {
            return;
        }

        var recorded = await mediator.Send(new ListIncidents(Some, site, Status: IncidentStatus.Recorded), cancellationToken);
        List<IncidentRow> mine = [.. recorded.Items.Where(i => !i.Own)];
        groups.Add(Group("考勤异常待核实", recorded.Total - (recorded.Items.Count - mine.Count), $"/attendance/incidents?status={IncidentStatus.Recorded}", mine.Select(i => new WaitingItem(
            $"{i.Name} {i.Day:yyyy-MM-dd} {Words.Of(i.Kind)}", i.SiteName, i.LimitOn, $"/attendance/incidents?status={IncidentStatus.Recorded}"))));
        var objected = await mediator.Send(new ListIncidents(Some, site, Objection: ObjectionState.Raised), cancellationToken);
        List<IncidentRow> open = [.. objected.Items.Where(i => !i.Own && !i.VerifiedIt)];
        groups.Add(Group("异议待处理", open.Count, $"/attendance/incidents?status=&objection={ObjectionState.Raised}", open.Select(i => new WaitingItem(
            $"{i.Name} {i.Day:yyyy-MM-dd} {Words.Of(i.Kind)}", i.ObjectionText, null, $"/attendance/incidents?status=&objection={ObjectionState.Raised}"))));
    }

    private async Task FieldTripsAsync(int? site, List<WaitingGroup> groups, CancellationToken cancellationToken)
    {
        if (!May(AttendancePermissions.ViewField) || !May(AttendancePermissions.ConfirmField))
        {
            return;
        }

        var recorded = await mediator.Send(new ListFieldTrips(Some with { Sort = "Day" }, site, State: FieldTripState.Recorded), cancellationToken);
        List<FieldTripRow> mine = [.. recorded.Items.Where(t => t.MayAnswer)];
        groups.Add(Group("外勤待确认", mine.Count, $"/attendance/field?state={FieldTripState.Recorded}", mine.Select(t => new WaitingItem(
            $"{t.Name} {t.Day:yyyy-MM-dd} 到{t.Place}", t.Purpose, null, $"/attendance/field?state={FieldTripState.Recorded}"))));
    }

    private async Task ReportsAsync(int? site, List<WaitingGroup> groups, CancellationToken cancellationToken)
    {
        if (!May(AttendancePermissions.View) || !May(AttendancePermissions.Report))
        {
            return;
        }

        var drafts = await mediator.Send(new ListReports(Some, site, ReportState.Draft), cancellationToken);
        var signed = await mediator.Send(new ListReports(Some, site, ReportState.Signed), cancellationToken);
        List<ReportRow> open = [.. drafts.Items.Concat(signed.Items).Where(r => !r.Own)];
        groups.Add(Group("考勤情况报告", open.Count, "/attendance/reports", open.Select(r => new WaitingItem(
            $"{r.Name} {r.Year}年考勤情况报告", r.State == ReportState.Draft ? "待签发" : "已签发，待报送", null, "/attendance/reports"))));
    }

    // The month before this one, and further revisions that wait.
    private async Task SheetsAsync(int? site, List<WaitingGroup> groups, CancellationToken cancellationToken)
    {
        if (site is not { } one || !May(AttendancePermissions.Confirm))
        {
            return;
        }

        var last = YearMonth.Of(operation.Today).AddMonths(-1);
        var (month, limit) = (last.FirstDay, last.AddMonths(1).FirstDay.AddDays(AttendanceCodes.SheetDueDay - 1));
        var open = await db.Set<MonthlySheet>().AsNoTracking().Where(s => s.SiteId == one && s.State == SheetState.Open).OrderBy(s => s.Month).Select(s => new { s.Month, s.Revision, s.RevisionReason })
            .ToListAsync(cancellationToken);
        var items = open.Select(s => new WaitingItem($"{YearMonth.Of(s.Month).ToChinese()}考勤表第 {s.Revision} 版", s.RevisionReason, null, AttendanceLinks.Sheet(one, YearMonth.Of(s.Month), s.Revision))).ToList();
        if (!await db.Set<MonthlySheet>().AnyAsync(s => s.SiteId == one && s.Month == month && s.State != SheetState.Withdrawn, cancellationToken)
            && await db.Set<WorkingHours>().AnyAsync(h => h.SiteId == one && h.EffectiveFrom <= last.LastDay && h.EffectiveTo >= month, cancellationToken))
        {
            items.Add(new WaitingItem($"{last.ToChinese()}考勤表", "待确认", limit, AttendanceLinks.Sheet(one, last)));
        }

        groups.Add(Group("月度考勤表待确认", items.Count, AttendanceLinks.Sheet(one, last), items));
    }

    private static WaitingGroup Group(string title, int total, string link, IEnumerable<WaitingItem> items) => new(title, total, link, [.. items]);
}
