using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Divisions;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Rosters;

/// <summary>
/// Draws up the roster of a month from the shifts and the people of the office; a draft of that month is replaced. Refuses ROSTER_PUBLISHED, MONTH_OVER,
/// NO_SHIFTS and NO_STAFF.
/// </summary>
[Requires(AttendancePermissions.EditRosters)]
[Endpoint(Verb.Post, "staff-attendance/sites/{siteId}/rosters/{month}/draft", "按班次排出一个乡镇某月的值班表草稿")]
[Clauses("P4-ATTENDANCE-01")]
internal sealed record DraftRoster(int SiteId, YearMonth Month) : ICommand<int>, ISiteRequest, IRecordRequest
{
    string IRecordRequest.RecordRef => DutyRoster.RefOf(SiteId, Month.FirstDay);
}

internal sealed class DraftRosterHandler(AttendanceDbContext db, IMediator mediator, IWorkingDays calendar, Operation operation) : IRequestHandler<DraftRoster, int>
{
    public async Task<int> Handle(DraftRoster request, CancellationToken cancellationToken)
    {
        var (site, first, last) = (request.SiteId, request.Month.FirstDay, request.Month.LastDay);
        if (last < operation.Today)
        {
            throw new RefusalException("MONTH_OVER", $"{request.Month.ToChinese()}已经过去，不能再排班。", RefusalKind.Refused);
        }

        var templates = await db.Set<ShiftTemplate>().AsNoTracking().Where(t => t.SiteId == site && t.Active).OrderBy(t => t.Start).ThenBy(t => t.Name).ToListAsync(cancellationToken);
        if (templates.Count == 0)
        {
            throw new RefusalException("NO_SHIFTS", "还没有启用的值班班次，请先设置班次。", RefusalKind.Refused);
        }

        var staff = (await mediator.Send(new GetStaff([site]), cancellationToken)).Select(s => s.Id).ToList();
        if (staff.Count == 0)
        {
            throw new RefusalException("NO_STAFF", "人员名册里没有在岗人员，请先导入人员名册。", RefusalKind.Refused);
        }

        var roster = await db.Set<DutyRoster>().FirstOrDefaultAsync(r => r.SiteId == site && r.Month == first, cancellationToken);
        roster?.RefusePublished();
        roster ??= db.Add(new DutyRoster { SiteId = site, Month = first }).Entity;
        db.RemoveRange(await db.Set<DutyShift>().Where(s => s.RosterId == roster.Id).ToListAsync(cancellationToken));
        var turns = await LastTurnsAsync(site, first, cancellationToken);
        var days = Enumerable.Range(0, last.Day).Select(first.AddDays).Select(d => (d, calendar.IsWorkingDay(d))).ToList();
        var plan = RosterPlan.Of(days, templates, staff, turns);
        db.AddRange(plan.Select(p => new DutyShift
        {
            SiteId = site,
            RosterId = roster.Id,
            TemplateId = p.Template.Id,
            Day = p.Day,
            Name = p.Template.Name,
            Start = p.Template.Start,
            End = p.Template.End,
            StaffId = p.StaffId,
        }));
        await db.SaveChangesAsync(cancellationToken);
        operation.Note($"{request.Month.ToChinese()}排班 {plan.Count} 人次");
        return plan.Count;
    }

    private Task<Dictionary<Guid, DateOnly>> LastTurnsAsync(int site, DateOnly before, CancellationToken cancellationToken)
    {
        var since = before.AddMonths(-2);
        return db.Set<DutyShift>().AsNoTracking().Where(s => s.SiteId == site && s.Day >= since && s.Day < before)
            .GroupBy(s => s.StaffId).Select(g => new { g.Key, Last = g.Max(s => s.Day) }).ToDictionaryAsync(g => g.Key, g => g.Last, cancellationToken);
    }
}
