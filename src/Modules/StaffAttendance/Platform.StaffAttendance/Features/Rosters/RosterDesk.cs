using MediatR;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Messaging;
using Platform.Contracts.Staff;
using Platform.Infrastructure.Messaging;
using Platform.StaffAttendance.Data;
using Platform.StaffAttendance.Domain;

namespace Platform.StaffAttendance.Features.Rosters;

/// <summary>Opens rosters and shifts for a change.</summary>
internal sealed class RosterDesk(AttendanceDbContext db, IMediator mediator, Operation operation)
{
    /// <summary>Refuses NOT_FOUND and CHANGED_MEANWHILE.</summary>
    public async Task<DutyRoster> OpenAsync(int siteId, YearMonth month, Guid? version, CancellationToken cancellationToken)
    {
        var first = month.FirstDay;
        var roster = await db.Set<DutyRoster>().FirstOrDefaultAsync(r => r.SiteId == siteId && r.Month == first, cancellationToken)
            ?? throw new RefusalException("NOT_FOUND", $"{month.ToChinese()}还没有排班。", RefusalKind.NotFound);
        Refusals.CheckVersion(version, roster.Version, "这份值班表");
        return roster;
    }

    /// <summary>A shift with its roster. Refuses NOT_FOUND and CHANGED_MEANWHILE.</summary>
    public async Task<(DutyShift Shift, DutyRoster Roster)> OpenShiftAsync(Guid id, Guid? version, CancellationToken cancellationToken)
    {
        var shift = await db.Set<DutyShift>().FirstOrDefaultAsync(s => s.Id == id, cancellationToken)
            ?? throw Refusals.NotFound("这个值班安排");
        Refusals.CheckVersion(version, shift.Version, "这个值班安排");
        return (shift, await db.Set<DutyRoster>().FirstAsync(r => r.Id == shift.RosterId, cancellationToken));
    }

    /// <summary>Name of a person of the office. Refuses NOT_FOUND and, who already has that shift, DOUBLE_SHIFT.</summary>
    public async Task<string> RefuseDoubleAsync(DutyShift shift, Guid staffId, CancellationToken cancellationToken)
    {
        var person = (await mediator.Send(new GetPeople([staffId]), cancellationToken)).FirstOrDefault(p => p.SiteId == shift.SiteId && p.Active)
            ?? throw new RefusalException("NOT_FOUND", "本乡镇没有这个在岗人员。", RefusalKind.NotFound);
        if (await db.Set<DutyShift>().AnyAsync(
                s => s.RosterId == shift.RosterId && s.Day == shift.Day && s.TemplateId == shift.TemplateId && s.StaffId == staffId && s.Id != shift.Id, cancellationToken))
        {
            throw new RefusalException("DOUBLE_SHIFT", $"{person.Name} {shift.Day:yyyy-MM-dd} 已经值{shift.Name}。", RefusalKind.Conflict);
        }

        return person.Name;
    }

    /// <summary>Swaps that nobody has answered and that concern one of the shifts end.</summary>
    public async Task OvertakeAsync(IQueryable<Guid> shifts, string why, CancellationToken cancellationToken)
    {
        var open = await db.Set<ShiftSwap>()
            .Where(w => w.State == SwapState.Asked && (shifts.Contains(w.ShiftId) || shifts.Contains(w.ReturnShiftId))).ToListAsync(cancellationToken);

        // The one being answered in this operation is read as the database still has it.
        open.Where(w => w.State == SwapState.Asked).ToList().ForEach(w => w.Overtake(why, operation.Now));
    }
}
