using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Modules;
using Platform.Contracts.Organisation;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.Oversight.Data;
using Platform.Oversight.Domain;
using Platform.Oversight.Duties;
using Platform.Oversight.Features.Findings;

namespace Platform.Oversight.Features.Calendar;

/// <summary>
/// What the caller has to do at a site: duties that are due (a village officer sees those of the own villages), findings to correct or re-check, notices to acknowledge, decisions;
/// with what waits for an absent colleague while the caller stands in.
/// </summary>
[Requires(OversightPermissions.ViewDuties)]
[Endpoint(Verb.Get, "oversight/my-tasks", "查询我的待办")]
internal sealed record GetMyTasks(int SiteId) : IQuery<IReadOnlyList<MyTask>>, ISiteRequest;

/// <param name="DueOn">Null: no date is set.</param>
/// <param name="OnBehalf">“A 授权 B 办理（时间）” when the caller stands in for somebody; empty: the caller's own.</param>
internal sealed record MyTask(string Kind, string Title, string Detail, DateOnly? DueOn, DutyStatus Status, string Link, string OnBehalf = "")
{
    public string StatusText => Status == DutyStatus.Upcoming ? "待办理" : DutyRule.Text(Status);
}

internal sealed class GetMyTasksHandler(OversightDbContext db, DutyLedger ledger, IWorkingDays days, IMediator mediator, Operation operation)
    : IRequestHandler<GetMyTasks, IReadOnlyList<MyTask>>
{
    private const int MostFindings = 100;

    public async Task<IReadOnlyList<MyTask>> Handle(GetMyTasks request, CancellationToken cancellationToken)
    {
        var acting = await StandIns.OfAsync(mediator, operation, cancellationToken);
        var villages = await MyVillagesAsync(request.SiteId, acting, cancellationToken);
        var tasks = new List<MyTask>();
        tasks.AddRange(await DutiesAsync(request.SiteId, villages, cancellationToken));
        tasks.AddRange(await FindingsAsync(request.SiteId, acting, cancellationToken));
        tasks.AddRange(await NoticesAsync(request.SiteId, acting, cancellationToken));
        tasks.AddRange(await DecisionsAsync(request.SiteId, acting, cancellationToken));
        return [.. tasks.OrderBy(t => t.DueOn ?? DateOnly.MaxValue).ThenBy(t => t.Title, StringComparer.Ordinal)];
    }

    // Null: somebody of the office, who sees all. Otherwise the villages, with whom each is looked after for.
    private async Task<IReadOnlyDictionary<Guid, string>?> MyVillagesAsync(int site, IReadOnlyDictionary<Guid, ActingRow> acting, CancellationToken cancellationToken)
    {
        var actor = operation.Actor;
        if (actor.May(OversightPermissions.ViewMeetings))
        {
            return null;
        }

        var staff = await mediator.Send(new GetStaff([site]), cancellationToken);
        var villages = staff.Where(s => acting.ContainsKey(s.Id)).SelectMany(s => s.VillageIds.Select(v => (Village: v, acting[s.Id].Text)))
            .DistinctBy(v => v.Village).ToDictionary(v => v.Village, v => v.Text);
        foreach (var own in staff.FirstOrDefault(s => s.Id == actor.StaffId)?.VillageIds ?? [])
        {
            villages[own] = "";
        }

        return villages;
    }

    private async Task<IEnumerable<MyTask>> DutiesAsync(int site, IReadOnlyDictionary<Guid, string>? villages, CancellationToken cancellationToken)
    {
        var today = operation.Today;
        var month = YearMonth.Of(today);
        var entries = new List<LedgerEntry>();
        foreach (var m in new[] { month.AddMonths(-1), month, month.AddMonths(1) })
        {
            entries.AddRange(await ledger.ReadAsync([site], m, cancellationToken));
        }

        var closed = await db.Set<SiteClose>().AsNoTracking().Where(c => c.SiteId == site).Select(c => c.Month).Distinct().ToListAsync(cancellationToken);
        return
            from e in entries
            where e.ReachedOn is null && e.Excuse is null && !closed.Contains(YearMonth.Of(e.Due.DueOn).FirstDay)
            where villages is null || villages.ContainsKey(e.UnitId)
            let status = DutyRule.Live(e.Due.DueOn, e.Due.RemindOn, null, false, today)
            where status != DutyStatus.Upcoming || YearMonth.Of(e.Due.DueOn) == month || e.Due.DueOn <= today.AddDays(15)
            let duty = e.Due.Duty
            select new MyTask(
                "职责", e.UnitName.Length > 0 ? $"{e.UnitName}：{duty.Name}" : duty.Name, $"{DueDates.NameOf(duty.Cadence, e.Due.Period)}，{duty.OwnerPost}", e.Due.DueOn, status,
                duty.Level == DutyLevel.Village ? $"/oversight/calendar?site={site}&month={YearMonth.Of(e.Due.DueOn)}&unit={e.UnitId}" : $"/oversight/calendar?site={site}&month={YearMonth.Of(e.Due.DueOn)}",
                villages?.GetValueOrDefault(e.UnitId) ?? "");
    }

    // To correct: the own ones, those of whom the caller stands in for, those nobody is named for; all of them for an account without a person behind it.
    private async Task<IEnumerable<MyTask>> FindingsAsync(int site, IReadOnlyDictionary<Guid, ActingRow> acting, CancellationToken cancellationToken)
    {
        var (correct, recheck) = (operation.Actor.May(OversightPermissions.Correct), operation.Actor.May(OversightPermissions.Recheck));
        var (me, own, today) = (operation.Actor.AccountId, operation.Actor.StaffId, operation.Today);
        var (everything, owners) = (own == Guid.Empty, acting.Keys.Append(own).Append(Guid.Empty).Distinct().ToList());
        var rows = await db.Set<Finding>().AsNoTracking()
            .Where(f => f.SiteId == site && ((correct && f.State == FindingState.Open && (everything || owners.Contains(f.OwnerStaffId)))
                || (recheck && f.State == FindingState.Corrected && f.CorrectedById != me)))
            .OrderBy(f => f.DueOn).ThenBy(f => f.FoundOn).Take(MostFindings).ToListAsync(cancellationToken);
        return rows.Select(f => f.State == FindingState.Open
            ? new MyTask(
                "稽核整改", f.Title, $"{YearMonth.Of(f.Month).ToChinese()}，{FindingTexts.Of(f.State, f.Returned)}，责任人：{(f.OwnerName.Length > 0 ? f.OwnerName : "未指定")}", f.DueOn,
                f.DueOn is { } due ? DutyRule.Live(due, days.Previous(due), null, false, today) : DutyStatus.Upcoming, $"/oversight/findings/{f.Id}",
                f.OwnerStaffId == Guid.Empty ? "" : acting.GetValueOrDefault(f.OwnerStaffId)?.Text ?? "")
            : new MyTask("稽核复核", f.Title, $"{YearMonth.Of(f.Month).ToChinese()}，{FindingTexts.Of(f.State, f.Returned)}", null, DutyStatus.Upcoming, $"/oversight/findings/{f.Id}"));
    }

    // Notices with problems, addressed to the caller or to somebody the caller stands in for, that are not acknowledged yet.
    private async Task<IEnumerable<MyTask>> NoticesAsync(int site, IReadOnlyDictionary<Guid, ActingRow> acting, CancellationToken cancellationToken)
    {
        if (operation.Actor.StaffId is var own && own == Guid.Empty)
        {
            return [];
        }

        var readers = acting.Keys.Append(own).ToList();
        var rows = await (
            from a in db.Set<NoticeAddressee>().AsNoTracking()
            join n in db.Set<VillageNotice>().AsNoTracking() on a.NoticeId equals n.Id
            where a.SiteId == site && readers.Contains(a.StaffId) && a.ReadAt == null && !n.Withdrawn && n.Problems > 0
            orderby n.Month descending, n.Id
            select new { a.StaffId, n.Id, n.VillageName, n.Month, n.Problems }).Take(MostFindings).ToListAsync(cancellationToken);
        return rows.Select(n => new MyTask(
            "问题提示", $"签收{n.VillageName}问题提示单", $"{YearMonth.Of(n.Month).ToChinese()}，{n.Problems} 个问题", null, DutyStatus.Upcoming,
            $"/oversight/notices/{n.Id}", acting.GetValueOrDefault(n.StaffId)?.Text ?? ""));
    }

    private async Task<IEnumerable<MyTask>> DecisionsAsync(int site, IReadOnlyDictionary<Guid, ActingRow> acting, CancellationToken cancellationToken)
    {
        var (all, me, today) = (operation.Actor.May(OversightPermissions.HoldMeeting), operation.Actor.StaffId, operation.Today);
        var absent = acting.Keys.ToList();
        var rows = await db.Set<Decision>().AsNoTracking()
            .Where(d => d.SiteId == site && d.InForce && !d.Done && (all || (me != Guid.Empty && d.OwnerStaffId == me) || absent.Contains(d.OwnerStaffId)))
            .OrderBy(d => d.DueOn).Take(MostFindings).ToListAsync(cancellationToken);
        return rows.Select(d => new MyTask(
            "会议决定", d.Text, $"承办人：{d.OwnerName}", d.DueOn, DutyRule.Live(d.DueOn, days.Previous(d.DueOn), null, false, today), $"/oversight/meetings/{d.MeetingId}",
            acting.GetValueOrDefault(d.OwnerStaffId)?.Text ?? ""));
    }
}
